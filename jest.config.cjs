const { existsSync, readdirSync, readFileSync } = require('node:fs');
const { join } = require('node:path');

/** Installed packages that are ES modules. Jest cannot require() them on Node 20, so it compiles them to CommonJS too. */
function esmPackages(folder = join(__dirname, 'node_modules'), found = new Set()) {
  if (!existsSync(folder)) return found;
  for (const entry of readdirSync(folder)) {
    if (entry.startsWith('.')) continue;
    const names = entry.startsWith('@') ? readdirSync(join(folder, entry)).map((name) => `${entry}/${name}`) : [entry];
    for (const name of names) {
      const manifest = join(folder, name, 'package.json');
      if (!existsSync(manifest)) continue;
      if (JSON.parse(readFileSync(manifest, 'utf8')).type === 'module') found.add(name);
      esmPackages(join(folder, name, 'node_modules'), found);
    }
  }
  return found;
}

const swc = (parser, transform) => ({
  swcrc: false,
  jsc: { target: 'es2022', parser, transform, keepClassNames: true },
  module: { type: 'commonjs', ignoreDynamic: false },
  sourceMaps: 'inline',
});

const typescript = swc(
  { syntax: 'typescript', decorators: true },
  { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
);

/** @type {import('jest').Config} */
module.exports = {
  testEnvironment: 'node',
  runtime: '<rootDir>/test/support/jest-runtime.cjs',
  testMatch: ['src', 'test', 'packages/client/src'].map((folder) => `<rootDir>/${folder}/**/*.spec.ts`),
  globalSetup: '<rootDir>/test/support/global-setup.ts',
  globalTeardown: '<rootDir>/test/support/global-teardown.ts',
  transform: {
    '^.+\\.ts$': ['<rootDir>/test/support/typescript-transform.cjs', typescript],
    '^.+\\.m?js$': ['@swc/jest', swc({ syntax: 'ecmascript' }, {})],
  },
  transformIgnorePatterns: [`/node_modules/(?!(?:.*/node_modules/)?(?:${[...esmPackages()].join('|')})/)`],
  // One worker for each core: the specs mostly wait for PostgreSQL.
  maxWorkers: '100%',
  testTimeout: 60_000,
};
