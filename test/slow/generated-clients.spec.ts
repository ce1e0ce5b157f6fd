import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { PROJECT_ROOT } from '../../src/config/project-root.js';
import { TestApp } from '../support/app.js';

const SETUP = join(PROJECT_ROOT, 'test/slow/generators');

/**
 * Three generators from npm make clients of openapi.json. They have 350 packages of their own, so they are installed in a folder
 * that goes afterwards, and are no dependencies of ours.
 */
describe('clients that generators make of openapi.json', () => {
  let folder: string;
  let app: TestApp;

  const run = async (program: string, ...args: string[]): Promise<string> => {
    const { stdout } = await promisify(execFile)(program, args, { cwd: folder, maxBuffer: 1e8 });
    return stdout;
  };

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'generated-clients-'));
    cpSync(SETUP, folder, { recursive: true });
    mkdirSync(join(folder, 'zodios'));
    cpSync(join(PROJECT_ROOT, 'openapi.json'), join(folder, 'openapi.json'));
    app = await TestApp.start();
    await run('npm', 'ci', '--no-audit', '--no-fund', '--ignore-scripts');
  }, 300_000);

  afterAll(async () => {
    await app.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('compile, call the server and accept its answers, with unusual emails and names of 255 emoji', async () => {
    await run('npx', 'openapi-ts', '-f', 'hey.config.mjs');
    await run('npx', 'orval', '--config', 'orval.config.cjs');
    await run('npx', 'openapi-zod-client', 'openapi.json', '-o', 'zodios/client.ts');
    await run('npx', 'tsc', '-p', '.');
    const coach = await app.coach({ fullName: '🏆'.repeat(255) });
    const answers: unknown = JSON.parse(await run('node', 'out/calls.js', app.origin, String(coach.id)));
    const answered = (email: string) => ({
      email,
      coach: coach.name,
      status: 'pending',
      weight: 82.5,
      problem: 'already-booked',
    });
    const emails = [`o'brien+hey@bücher.example`, `o'brien+orval@bücher.example`, 'zodios@example.com'];
    expect(answers).toEqual(emails.map(answered));
  }, 300_000);
});
