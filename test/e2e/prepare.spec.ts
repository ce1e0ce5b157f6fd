import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, cp, mkdir, mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { PROJECT_ROOT } from '../../src/config/project-root.js';

/** Stands in for npm: says what it was told, and leaves behind what `npm ci` does as far as the script looks at it. */
const NPM = `#!/bin/sh
echo "npm $*" >> npm.log
mkdir -p node_modules/@nestjs/cli/bin
echo 'require("fs").mkdirSync("dist",{recursive:true});require("fs").writeFileSync("dist/.tsbuildinfo","")' \\
  > node_modules/@nestjs/cli/bin/nest.js
echo '{}' > node_modules/.package-lock.json
`;
const INSTALLING = 'Installing packages …';
const BUILDING = 'Building …';

describe('what runs before the scripts of package.json', () => {
  let clone: string;

  const at = (...path: string[]) => join(clone, ...path);

  beforeEach(async () => {
    // The space is on purpose: people have them in their paths.
    clone = join(await mkdtemp(join(tmpdir(), 'vibe-prepare-')), 'a clone');
    for (const folder of ['scripts', 'src', 'programs']) await mkdir(at(folder), { recursive: true });
    await cp(join(PROJECT_ROOT, 'scripts/prepare.mjs'), at('scripts/prepare.mjs'));
    await writeFile(at('programs/npm'), NPM);
    await chmod(at('programs/npm'), 0o755);
    for (const file of ['package-lock.json', 'src/main.ts']) await writeFile(at(file), '');
  });

  afterEach(() => rm(dirname(clone), { recursive: true, force: true }));

  /** Its exit code, and what it says that it does. */
  function prepare(args: readonly string[], environment: Record<string, string> = {}): [number | null, ...string[]] {
    const path = `${at('programs')}${delimiter}${process.env['PATH'] ?? ''}`;
    const { status, stderr } = spawnSync(process.execPath, [at('scripts/prepare.mjs'), ...args], {
      env: { PATH: path, ...environment },
      encoding: 'utf8',
    });
    return [status, ...stderr.trim().split('\n').filter(Boolean)];
  }

  const age = (seconds: number, file: string) => {
    const then = new Date(Date.now() - seconds * 1000);
    return utimes(at(file), then, then);
  };

  it('installs and builds on a fresh clone, with what builds even in production, and then has nothing left to do', async () => {
    expect(prepare(['build'], { NODE_ENV: 'production' })).toEqual([0, INSTALLING, BUILDING]);
    expect(await readFile(at('npm.log'), 'utf8')).toMatch(/^npm ci .*--include=dev\b.*\n$/);
    expect(prepare(['build'])).toEqual([0]);
  });

  it('only installs when nothing is to be built', () => {
    expect(prepare([])).toEqual([0, INSTALLING]);
    expect(existsSync(at('dist'))).toBe(false);
  });

  it('installs again, and builds, when the lock file is newer than what is installed', async () => {
    prepare(['build']);
    for (const file of ['node_modules/.package-lock.json', 'dist/.tsbuildinfo']) await age(60, file);
    await age(30, 'package-lock.json');
    expect(prepare(['build'])).toEqual([0, INSTALLING, BUILDING]);
  });

  it('builds again, and does not install, when a source is newer than what is built', async () => {
    prepare(['build']);
    await age(-60, 'src/main.ts');
    expect(prepare(['build'])).toEqual([0, BUILDING]);
  });

  it('installs what builds when somebody has left it out, but only if there is something to build', async () => {
    prepare(['build']);
    await rm(at('node_modules/@nestjs'), { recursive: true });
    expect(prepare(['build'])).toEqual([0]);
    await age(-60, 'src/main.ts');
    expect(prepare(['build'])).toEqual([0, INSTALLING, BUILDING]);
  });

  it('says which command failed, and ends with 1', async () => {
    await writeFile(at('programs/npm'), '#!/bin/sh\nexit 7\n');
    const [status, , last] = prepare(['build']);
    expect([status, last]).toEqual([1, expect.stringMatching(/^npm ci .* failed\.$/)]);
    expect(existsSync(at('node_modules'))).toBe(false);
  });

  it.each(['18.20.4', '20.18.3'])('does nothing on Node %s, and says which one is needed', (version) => {
    const old = `Object.defineProperty(process,'versions',{value:{...process.versions,node:'${version}'}})`;
    const NODE_OPTIONS = `--import=data:text/javascript,${encodeURIComponent(old)}`;
    expect(prepare(['build'], { NODE_OPTIONS })).toEqual([1, `Node 20.19 or newer is needed; this is ${version}.`]);
    expect(existsSync(at('node_modules'))).toBe(false);
  });
});

describe('the folders that count as sources of the build', () => {
  let watched: string[];

  beforeAll(async () => {
    const script = await readFile(join(PROJECT_ROOT, 'scripts/prepare.mjs'), 'utf8');
    const [, list = ''] = /newest\(\[(.*?)\]\)/s.exec(script) ?? [];
    watched = [...list.matchAll(/'([^']+)'/g)].map(([, folder]) => folder!);
  });

  it('are all that tsconfig.build.json names', async () => {
    const text = await readFile(join(PROJECT_ROOT, 'tsconfig.build.json'), 'utf8');
    const { include } = JSON.parse(text) as { include: string[] };
    expect(watched).toEqual(expect.arrayContaining(include));
  });

  it('import nothing of any other', async () => {
    const isWatched = (file: string) => watched.some((folder) => file.startsWith(join(PROJECT_ROOT, folder, '/')));
    const astray: string[] = [];
    for (const folder of watched) {
      for (const name of await readdir(join(PROJECT_ROOT, folder), { recursive: true })) {
        const file = join(PROJECT_ROOT, folder, name);
        if (!/(?<!\.spec)\.ts$/.test(file)) continue;
        const imports = (await readFile(file, 'utf8')).matchAll(/from '(\.{1,2}\/[^']+)'/g);
        for (const [, path] of imports) if (!isWatched(join(dirname(file), path!))) astray.push(`${file}: ${path}`);
      }
    }
    expect(astray).toEqual([]);
  });
});
