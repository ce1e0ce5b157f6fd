import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import { minifySync } from '@swc/core';
import { PROJECT_ROOT } from '../../src/config/project-root.js';
import { TestApp } from '../support/app.js';
import { buildingInTurn } from '../support/built.js';
import { opened } from '../support/schedules.js';
import { fullCoach } from '../support/waitlists.js';

const PACKAGE = join(PROJECT_ROOT, 'packages/client');
const MOST_BYTES = 8_000;

/** The package as others get it: built, packed, installed into an empty project, compiled there, and used against a server. */
describe('the client package', () => {
  let app: TestApp;
  let folder: string;
  let tarball: string;
  let packed: readonly string[];

  const run = async (cwd: string, program: string, ...args: string[]): Promise<string> => {
    const env = { ...process.env, npm_config_offline: 'true', npm_config_audit: 'false', npm_config_fund: 'false' };
    const running = promisify(execFile)(program, args, { cwd, env, maxBuffer: 1e8 });
    const { stdout } = await running.catch((error: unknown) => {
      const { message, stdout: said } = error as Error & { stdout: string };
      throw new Error(`${message}\n${said}`);
    });
    return stdout;
  };
  const installed = () => join(folder, 'node_modules/@vibe-coaching/client');
  const node = (script: string, ...args: string[]) => run(folder, process.execPath, script, ...args);

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'client-package-'));
    app = await TestApp.start({ WORKER: 'on' });
    cpSync(join(PROJECT_ROOT, 'test/slow/client-package'), folder, { recursive: true });
    writeFileSync(join(folder, 'readme.ts'), codeOfReadme());
    await buildingInTurn(pack);
    await run(folder, 'npm', 'install', `./${tarball}`);
    await node(join(PROJECT_ROOT, 'node_modules/typescript/bin/tsc'), '--project', '.');
  }, 300_000);

  async function pack(): Promise<void> {
    await run(PROJECT_ROOT, process.execPath, 'scripts/client.mjs');
    const said = await run(PACKAGE, 'npm', 'pack', '--json', '--pack-destination', folder);
    const [{ filename, files }] = JSON.parse(said) as [{ filename: string; files: { path: string }[] }];
    tarball = filename;
    packed = files.map(({ path }) => path);
  }

  afterAll(async () => {
    await app.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  /** The TypeScript of the README as one program, against the server of this test. */
  const codeOfReadme = () =>
    [...readFileSync(join(PACKAGE, 'README.md'), 'utf8').matchAll(/```ts\n([^]*?)```/g)]
      .map(([, code = '']) => code.replaceAll('http://localhost:8000', app.origin))
      .join('\n');

  async function check(name: string): Promise<unknown> {
    const coach = await app.coach({ email: `coach-of-${name}@example.com` });
    return JSON.parse(await node('out/checks.js', name, app.origin, String(coach.id)));
  }

  it('holds its code, its types and its README, and brings no other package along', () => {
    expect(packed.filter((path) => !/^(package\.json|README\.md|dist\/[\w./-]+\.(js|d\.ts))$/.test(path))).toEqual([]);
    expect(packed).toEqual(expect.arrayContaining(['README.md', 'dist/index.js', 'dist/index.d.ts']));
    expect(readdirSync(join(folder, 'node_modules')).filter((name) => !name.startsWith('.'))).toEqual([
      '@vibe-coaching',
    ]);
  });

  it(`has at most ${MOST_BYTES} bytes of script for a page, minified and compressed`, () => {
    // All modules count whole: a bundler would leave out what a page does not use.
    const modules = packed
      .filter((path) => path.endsWith('.js'))
      .map((path) => readFileSync(join(installed(), path), 'utf8'));
    const minified = modules.map((code) => minifySync(code, { module: true, compress: true, mangle: true }).code);
    expect(gzipSync(minified.join('\n'), { level: 9 }).length).toBeLessThanOrEqual(MOST_BYTES);
  });

  it('does what its README shows', async () => {
    const [coach] = await Promise.all([
      app.coach({ fullName: 'Scenario Coach A' }),
      app.nobody.post('/auth/signup', { email: 'client10@vibe.com', password: 'vibe-demo-2026', full_name: 'Jo' }),
      fullCoach(app),
    ]);
    await opened(app, coach, { time_zone: 'Europe/Berlin' });
    const lines = (await node('out/readme.js')).trim().split('\n');
    expect(lines).toEqual([
      'Hello Jo',
      ...Array.from({ length: 3 }, () => expect.stringMatching(/^free: \d{4}-\d\d-\d\dT/) as string),
      expect.stringMatching(/^pending, number \d+$/),
      'Please choose another time.',
      expect.stringMatching(/^moved to /),
      'cancelled',
      'waiting, place 1',
      expect.stringMatching(/^Scenario Coach A: /),
      '1 on the first page',
      'healthy',
    ]);
  });

  it('throws problems whose codes the compiler knows', async () => {
    expect(await check('problems')).toEqual({
      code: 'already-booked',
      status: 409,
      message: 'You have already booked slot 1 with this coach.',
    });
    expect(await check('fields')).toEqual(['full_name']);
  });

  it('keeps tabs logged in that share a storage, until one logs out', async () => {
    const result = await check('tabs');
    expect(result).toEqual({ names: [1, 1, 1], after: 'unauthenticated', ended: ['logged out'] });
  });

  it('keeps tabs logged in that share a cookie, over a reload, until one logs out', async () => {
    expect(await check('cookies')).toEqual({
      users: Array.from({ length: 4 }, () => 'cookies'),
      refreshes: 2,
      after: 'unauthenticated',
      ended: ['logged out'],
    });
  });

  it('reads lists page by page', async () => {
    expect(await check('pages')).toEqual({ total: '5', first: 2, rest: 3, end: null, days: '54321' });
  });

  it('sends an Idempotency-Key, and the same one again when the answer is lost', async () => {
    expect(await check('keys')).toEqual({ name: 'Row', logs: 2, own: true, keys: 2, sent: 4 });
  });

  it('can be aborted', async () => {
    expect(await check('abort')).toEqual({ name: 'AbortError', timeout: 'answered' });
  });

  it('follows notifications over a lost connection', async () => {
    expect(await check('follow')).toEqual({ came: ['booking.requested', 'booking.requested'], streams: 2 });
  });
});
