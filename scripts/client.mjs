// `npm run client:build` generates the code of packages/client from openapi.json, and compiles the package. With `--check` it only
// reports whether the committed code is what openapi.json says.
import { createClient } from '@hey-api/openapi-ts';
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const home = join(root, 'packages', 'client');
const committed = join(home, 'src', 'generated');
const isCheck = process.argv.includes('--check');

const folder = mkdtempSync(join(tmpdir(), 'vibe-client-'));
try {
  await generate(folder);
  if (!isCheck) build();
  else if (textOf(folder) !== textOf(committed))
    fail('packages/client is not what openapi.json says: run npm run client:build and commit it.');
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function generate(path) {
  await createClient({
    input: join(root, 'openapi.json'),
    // Plain Node needs the endings of imports.
    output: { path, module: { extension: '.js' } },
    plugins: ['@hey-api/client-fetch', '@hey-api/typescript', { name: '@hey-api/sdk', client: false }],
    logs: { level: 'silent', file: false },
  });
  // src/transport.ts takes the place of the generator's own runtime, which is three times its size.
  for (const name of ['client', 'core', 'client.gen.ts', 'index.ts']) rmSync(join(path, name), { recursive: true });
  const sdk = join(path, 'sdk.gen.ts');
  writeFileSync(sdk, readFileSync(sdk, 'utf8').replace("'./client/index.js'", "'../transport.js'"));
  writeFileSync(join(path, 'keyed.gen.ts'), keyed(JSON.parse(readFileSync(join(root, 'openapi.json'), 'utf8'))));
}

/** The operations that take an Idempotency-Key. The generated functions know it as a type alone. */
function keyed({ paths }) {
  const takesKey = ({ parameters = [] }) => parameters.some(({ $ref }) => $ref?.endsWith('/IdempotencyKey'));
  const operations = Object.values(paths).flatMap((methods) => Object.values(methods));
  const names = operations.filter(takesKey).map(({ operationId }) => `  '${operationId}',\n`);
  const lines = [
    '// Generated from openapi.json by scripts/client.mjs',
    '',
    '/** The operations that take an Idempotency-Key. */',
  ];
  return `${lines.join('\n')}\nexport const KEYED: ReadonlySet<string> = new Set([\n${names.join('')}]);\n`;
}

function build() {
  if (textOf(folder) !== textOf(committed)) {
    rmSync(committed, { recursive: true, force: true });
    cpSync(folder, committed, { recursive: true });
  }
  rmSync(join(home, 'dist'), { recursive: true, force: true });
  const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  const { status } = spawnSync(process.execPath, [tsc, '--project', home], { stdio: ['ignore', 2, 2] });
  if (status !== 0) fail('The client does not compile.');
}

/** All files of a folder as one text. */
function textOf(path) {
  if (!existsSync(path)) return '';
  const files = readdirSync(path, { withFileTypes: true, recursive: true }).filter((entry) => entry.isFile());
  const texts = files.map(({ parentPath, name }) => {
    const file = join(parentPath, name);
    return `${file.slice(path.length)}\n${readFileSync(file, 'utf8')}`;
  });
  return texts.sort().join('\n');
}

function fail(message) {
  process.stderr.write(`${message}\n`);
  process.exitCode = 1;
}
