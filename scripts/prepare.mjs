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
if (changed(installed) < changed(at('package-lock.json'))) {
  run('Installing packages …', 'npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error']);
  utimesSync(installed, new Date(), new Date());
}

const built = at('dist', '.tsbuildinfo');
if (
  process.argv.includes('build') &&
  changed(built) < newest(['src', 'migrations', 'seeds', 'test/bench', 'test/guards', 'test/prove', 'test/support'])
) {
  run('Building …', process.execPath, [at('node_modules', '@nestjs', 'cli', 'bin', 'nest.js'), 'build']);
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

function run(what, command, args) {
  process.stderr.write(`${what}\n`);
  const { status, error } = spawnSync(command, args, {
    cwd: root,
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  });
  if (error || status !== 0) fail(`${[command, ...args].join(' ')} failed${error ? `: ${error.message}` : '.'}`);
}

function fail(message) {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}
