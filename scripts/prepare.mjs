// Gives a fresh clone what it lacks. Runs before the scripts of package.json, in plain Node: nothing may be installed yet.
// `node scripts/prepare.mjs` installs missing packages. `web` also builds the web application when a source is newer than the
// build, `build` the whole product, and `tools` the product and then bench, prove and guards. A production installation has no
// packages that build: there it starts what was built, and refuses everything else.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync, utimesSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ship } from './ship.mjs';

const MINIMUM = [20, 19];
const root = dirname(dirname(fileURLToPath(import.meta.url)));
const at = (...path) => join(root, ...path);
const changed = (path) => (existsSync(path) ? statSync(path).mtimeMs : 0);

const CONFIGURATION = [
  'package-lock.json',
  'tsconfig.json',
  'tsconfig.build.json',
  'tsconfig.tools.json',
  'nest-cli.json',
];
const PRODUCT = {
  what: 'Building …',
  built: at('dist', '.tsbuildinfo'),
  sources: ['src', 'migrations', 'seeds'],
  builder: at('node_modules', '@nestjs', 'cli', 'bin', 'nest.js'),
  args: ['build'],
};
const WEB = {
  what: 'Building the web application …',
  built: at('web', 'dist', 'index.html'),
  sources: ['web/src', 'packages/client/src', 'src/notifications/texts', 'src/time'],
  files: ['web/index.html', 'web/tsconfig.json', 'web/vite.config.ts'],
  builder: at('node_modules', 'vite', 'bin', 'vite.js'),
  args: ['build', 'web', '--logLevel', 'warn'],
};
const TOOLS = {
  what: 'Building the tools …',
  built: at('dist-tools', '.tsbuildinfo'),
  sources: ['src', 'migrations', 'seeds', 'test/bench', 'test/guards', 'test/prove', 'test/support'],
  builder: at('node_modules', 'typescript', 'bin', 'tsc'),
  args: ['--project', 'tsconfig.tools.json'],
};

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < MINIMUM[0] || (major === MINIMUM[0] && minor < MINIMUM[1])) {
  fail(`Node ${MINIMUM.join('.')} or newer is needed; this is ${process.versions.node}.`);
}

const builds = { web: [WEB], build: [WEB, PRODUCT], tools: [WEB, PRODUCT, TOOLS] }[process.argv[2]] ?? [];
const stale = builds.filter(({ built, sources, files = [] }) => changed(built) < newest(sources, files));

// npm writes this file last, so an interrupted installation starts again.
const installed = at('node_modules', '.package-lock.json');
if (existsSync(installed) && existsSync(PRODUCT.built) && !existsSync(PRODUCT.builder)) {
  if (process.argv[2] !== 'build') {
    fail('This is a production installation: it only runs what was built. For this command, run npm ci first.');
  }
  if (stale.length > 0) process.stderr.write('The sources are newer than the build. Starting what was built.\n');
  process.exit(0);
}
if (changed(installed) < changed(at('package-lock.json')) || stale.some(({ builder }) => !existsSync(builder))) {
  // With NODE_ENV=production npm leaves out the packages that build, unless it is told otherwise.
  const args = ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'];
  // On Windows npm is a script, which only a shell runs.
  run('Installing packages …', 'npm', args, { shell: process.platform === 'win32' });
  utimesSync(installed, new Date(), new Date());
}
for (const { what, builder, args, built } of stale) {
  run(what, process.execPath, [builder, ...args]);
  ship();
  utimesSync(built, new Date(), new Date());
}

function newest(folders, more) {
  const files = [...CONFIGURATION, ...more].map((file) => at(file));
  for (const folder of folders.filter((name) => existsSync(at(name)))) {
    for (const entry of readdirSync(at(folder), { withFileTypes: true, recursive: true })) {
      files.push(join(entry.parentPath, entry.name));
    }
    files.push(at(folder));
  }
  return Math.max(...files.map(changed));
}

function run(what, command, args, options = {}) {
  process.stderr.write(`${what}\n`);
  const { status, error } = spawnSync(command, args, { cwd: root, stdio: ['ignore', 2, 2], ...options });
  if (error || status !== 0) fail(`${[command, ...args].join(' ')} failed${error ? `: ${error.message}` : '.'}`);
}

function fail(message) {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}
