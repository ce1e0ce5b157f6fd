// What a fresh clone lacks: runs before the scripts of package.json, in plain Node because nothing may be installed yet.
// `node scripts/prepare.mjs` installs what is missing; with `build` it also builds what is older than its sources.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync, utimesSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const MINIMUM = [20, 19];
const root = dirname(dirname(fileURLToPath(import.meta.url)));
const at = (...path) => join(root, ...path);
const changed = (path) => (existsSync(path) ? statSync(path).mtimeMs : 0);

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < MINIMUM[0] || (major === MINIMUM[0] && minor < MINIMUM[1])) {
  fail(`Node ${MINIMUM.join('.')} or newer is needed; this is ${process.versions.node}.`);
}

// npm writes this file last, so an installation that was broken off is begun again.
const installed = at('node_modules', '.package-lock.json');
const built = at('dist', '.tsbuildinfo');
const builder = at('node_modules', '@nestjs', 'cli', 'bin', 'nest.js');
const isStale =
  process.argv.includes('build') &&
  changed(built) < newest(['src', 'migrations', 'seeds', 'test/bench', 'test/guards', 'test/prove', 'test/support']);

if (changed(installed) < changed(at('package-lock.json')) || (isStale && !existsSync(builder))) {
  // Where NODE_ENV is production, npm leaves out what builds unless it is told otherwise.
  const args = ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'];
  // On Windows npm is a script, which only a shell runs.
  run('Installing packages …', 'npm', args, { shell: process.platform === 'win32' });
  utimesSync(installed, new Date(), new Date());
}
if (isStale) {
  run('Building …', process.execPath, [builder, 'build']);
  utimesSync(built, new Date(), new Date());
}

function newest(folders) {
  const files = ['package-lock.json', 'tsconfig.json', 'tsconfig.build.json', 'nest-cli.json'].map((file) => at(file));
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
