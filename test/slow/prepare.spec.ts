import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, cp, mkdir, mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { PROJECT_ROOT } from '../../src/config/project-root.js';

/** A builder that only writes the file by which the script knows a build. */
const builderOf = (folder: string) =>
  `require("fs").mkdirSync("${folder}",{recursive:true});require("fs").writeFileSync("${folder}/.tsbuildinfo","")`;

const WEB_BUILDER = `require("fs").mkdirSync("web/dist",{recursive:true});require("fs").writeFileSync("web/dist/index.html","")`;

/** Replaces npm: writes its arguments to a log and creates the files of `npm ci` that the script looks at. */
const NPM = `#!/bin/sh
echo "npm $*" >> npm.log
mkdir -p node_modules/@nestjs/cli/bin node_modules/typescript/bin node_modules/vite/bin
echo '${builderOf('dist')}' > node_modules/@nestjs/cli/bin/nest.js
echo '${builderOf('dist-tools')}' > node_modules/typescript/bin/tsc
echo '${WEB_BUILDER}' > node_modules/vite/bin/vite.js
echo '{}' > node_modules/.package-lock.json
`;
const INSTALLING = 'Installing packages …';
const BUILDING = 'Building …';
const BUILDING_WEB = 'Building the web application …';
const BUILDING_TOOLS = 'Building the tools …';

describe('the preparation before a script of package.json', () => {
  let clone: string;

  const at = (...path: string[]) => join(clone, ...path);

  beforeEach(async () => {
    // With a space, as in the paths of some users.
    clone = join(await mkdtemp(join(tmpdir(), 'vibe-prepare-')), 'a clone');
    for (const folder of ['src', 'programs', 'docs', 'pages']) await mkdir(at(folder), { recursive: true });
    await cp(join(PROJECT_ROOT, 'scripts'), at('scripts'), { recursive: true });
    await writeFile(at('programs/npm'), NPM);
    await chmod(at('programs/npm'), 0o755);
    for (const file of ['package-lock.json', 'src/main.ts', 'docs/problems.md', 'CHANGELOG.md'])
      await writeFile(at(file), '');
  });

  afterEach(() => rm(dirname(clone), { recursive: true, force: true }));

  /** Returns the exit code and the lines it prints. */
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

  it('installs and builds on a fresh clone, in production too, and does nothing the second time', async () => {
    expect(prepare(['build'], { NODE_ENV: 'production' })).toEqual([0, INSTALLING, BUILDING_WEB, BUILDING]);
    expect(await readFile(at('npm.log'), 'utf8')).toMatch(/^npm ci .*--include=dev\b.*\n$/);
    expect(prepare(['build'])).toEqual([0]);
  });

  it('only installs when the script needs no build', () => {
    expect(prepare([])).toEqual([0, INSTALLING]);
    expect(existsSync(at('dist'))).toBe(false);
  });

  it('installs and builds again when the lock file is newer than the installation', async () => {
    prepare(['build']);
    for (const file of ['node_modules/.package-lock.json', 'dist/.tsbuildinfo']) await age(60, file);
    await age(30, 'package-lock.json');
    expect(prepare(['build'])).toEqual([0, INSTALLING, BUILDING]);
    await age(60, 'web/dist/index.html');
    expect(prepare(['build'])).toEqual([0, BUILDING_WEB]);
  });

  it('builds again without installing when a source is newer than the build', async () => {
    prepare(['build']);
    await age(-60, 'src/main.ts');
    expect(prepare(['build'])).toEqual([0, BUILDING]);
  });

  it('builds the web application alone where nothing else is needed, and again when a text of it is newer', async () => {
    expect(prepare(['web'])).toEqual([0, INSTALLING, BUILDING_WEB]);
    expect(existsSync(at('dist', '.tsbuildinfo'))).toBe(false);
    expect(prepare(['web'])).toEqual([0]);
    await mkdir(at('web/src'), { recursive: true });
    await writeFile(at('web/src/main.tsx'), '');
    await age(-60, 'web/src/main.tsx');
    expect(prepare(['web'])).toEqual([0, BUILDING_WEB]);
  });

  it('builds the tools only for a script that needs them, and only when they are stale', async () => {
    prepare(['build']);
    expect(existsSync(at('dist-tools'))).toBe(false);
    expect(prepare(['tools'])).toEqual([0, BUILDING_TOOLS]);
    expect(prepare(['tools'])).toEqual([0]);
    await age(-60, 'src/main.ts');
    expect(prepare(['tools'])).toEqual([0, BUILDING, BUILDING_TOOLS]);
  });

  it('never installs nor builds where the packages that build are not installed', async () => {
    prepare(['build']);
    await rm(at('node_modules/@nestjs'), { recursive: true });
    await age(-60, 'package-lock.json');
    expect(prepare(['build'])).toEqual([0, 'The sources are newer than the build. Starting what was built.']);
    const refused =
      'This is a production installation: it only runs what was built. For this command, run npm ci first.';
    for (const args of [[], ['tools']]) expect(prepare(args)).toEqual([1, refused]);
    expect((await readFile(at('npm.log'), 'utf8')).trim().split('\n')).toHaveLength(1);
  });

  it('names the command that failed and ends with 1', async () => {
    await writeFile(at('programs/npm'), '#!/bin/sh\nexit 7\n');
    const [status, , last] = prepare(['build']);
    expect([status, last]).toEqual([1, expect.stringMatching(/^npm ci .* failed\.$/)]);
    expect(existsSync(at('node_modules'))).toBe(false);
  });

  it.each(['18.20.4', '20.18.3'])('does nothing on Node %s and names the version it needs', (version) => {
    const old = `Object.defineProperty(process,'versions',{value:{...process.versions,node:'${version}'}})`;
    const NODE_OPTIONS = `--import=data:text/javascript,${encodeURIComponent(old)}`;
    expect(prepare(['build'], { NODE_OPTIONS })).toEqual([1, `Node 20.19 or newer is needed; this is ${version}.`]);
    expect(existsSync(at('node_modules'))).toBe(false);
  });
});

describe.each([
  ['PRODUCT', 'tsconfig.build.json'],
  ['TOOLS', 'tsconfig.tools.json'],
])('the source folders of %s', (build, configuration) => {
  let watched: string[];

  beforeAll(async () => {
    const script = await readFile(join(PROJECT_ROOT, 'scripts/prepare.mjs'), 'utf8');
    const [, list = ''] = new RegExp(`const ${build} = .*?sources: \\[(.*?)\\]`, 's').exec(script) ?? [];
    watched = [...list.matchAll(/'([^']+)'/g)].map(([, folder]) => folder!);
  });

  it(`include every folder of ${configuration}`, async () => {
    const text = await readFile(join(PROJECT_ROOT, configuration), 'utf8');
    const { include } = JSON.parse(text) as { include: string[] };
    expect(watched).toEqual(expect.arrayContaining(include));
  });

  it('import nothing from other folders', async () => {
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

it('the build of the product holds no tests', async () => {
  const text = await readFile(join(PROJECT_ROOT, 'tsconfig.build.json'), 'utf8');
  const { include, exclude } = JSON.parse(text) as { include: string[]; exclude: string[] };
  expect(include).toEqual(['src', 'migrations', 'seeds']);
  expect(exclude).toContain('**/*.spec.ts');
});
