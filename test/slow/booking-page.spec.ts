import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { PROJECT_ROOT } from '../../src/config/project-root.js';
import { TestApp } from '../support/app.js';
import { buildingInTurn } from '../support/built.js';
import { findChromium, openBrowser } from '../support/chromium.js';
import { freePort } from '../support/free-port.js';
import { opened } from '../support/schedules.js';
import { until } from '../support/until.js';

const PATIENCE_MS = 60_000;
const executable = findChromium();
if (executable === null) console.log('The booking page is not tried out: no Chromium is installed on this machine.');
/** Without a browser these tests do not run. */
const inBrowser = executable === null ? [] : [executable];

/** The code blocks of the guide in a language. */
function blocks(language: string): string[] {
  const guide = readFileSync(join(PROJECT_ROOT, 'docs/guides/booking-page.md'), 'utf8');
  return [...guide.matchAll(new RegExp(`\`\`\`${language}\n([^]*?)\`\`\``, 'g'))].map(([, code = '']) => code);
}

/** docs/guides/booking-page.md, step by step, with another port and address than it names. */
describe('the booking page of the guide', () => {
  let app: TestApp;
  let folder: string;
  let site: string;
  let server: ChildProcess | undefined;
  let browser: Browser | undefined;

  beforeAll(async () => {
    const port = String(await freePort());
    site = `http://127.0.0.1:${port}`;
    app = await TestApp.start({ CORS_ORIGINS: site });
    folder = mkdtempSync(join(tmpdir(), 'booking-page-'));
    const here = (code: string) =>
      code
        .replaceAll('http://localhost:8000', app.origin)
        .replaceAll('5173', port)
        .replaceAll('localhost', '127.0.0.1');
    const [serve = '', ...page] = blocks('js').map(here);
    writeFileSync(join(folder, 'serve.mjs'), serve);
    writeFileSync(join(folder, 'page.js'), page.join('\n'));
    writeFileSync(join(folder, 'index.html'), blocks('html').join('\n'));
    await buildingInTurn(install);
    server = spawn(process.execPath, ['serve.mjs'], { cwd: folder, stdio: 'ignore' });
    await until('the page is served', async () => (await fetch(site).catch(() => null))?.ok === true);
  }, 300_000);

  afterAll(async () => {
    await browser?.close();
    server?.kill();
    await app.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  /** The commands of the guide, in the project and then in the folder of the page. */
  function install(): void {
    const [, commands = ''] = blocks('sh').map((code) =>
      code.replaceAll('../booking-page', folder).replace('mkdir', 'mkdir -p'),
    );
    const env = { ...process.env, npm_config_offline: 'true', npm_config_audit: 'false', npm_config_fund: 'false' };
    const { status, stderr } = spawnSync('sh', ['-ec', commands], { cwd: PROJECT_ROOT, env, encoding: 'utf8' });
    if (status !== 0) throw new Error(stderr);
  }

  async function logIn(page: Page): Promise<void> {
    await page.getByLabel('Email').fill('client10@vibe.com');
    await page.getByLabel('Password').fill('vibe-demo-2026');
    await page.getByRole('button', { name: 'Log in' }).click();
    await page.getByText('Hello Jo').waitFor();
  }

  const says = (page: Page, text: string) => page.getByRole('status').getByText(text).waitFor();

  for (const path of inBrowser) {
    it(
      'logs in, books, refuses what somebody else took, cancels, and shares the login among tabs',
      async () => {
        const [coach, rival] = await Promise.all([
          app.coach({ fullName: 'Carla Coach' }),
          app.client(),
          app.nobody.post('/auth/signup', { email: 'client10@vibe.com', password: 'vibe-demo-2026', full_name: 'Jo' }),
        ]);
        await opened(app, coach, { time_zone: 'Europe/Berlin' });
        browser = await openBrowser(path);
        const context = await browser.newContext({
          timezoneId: 'Europe/Berlin',
          viewport: { width: 800, height: 900 },
        });
        const page = await context.newPage();
        const errors: string[] = [];
        page.on('pageerror', ({ message }) => errors.push(message));
        await page.goto(site);
        await logIn(page);

        const first = page.locator('#times button').first();
        await first.click();
        await says(page, 'Booked.');
        const tomorrow = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
        const { body } = await rival.get(
          `/bookings/coaches/${coach.id}/times?from=${tomorrow}&time_zone=Europe/Berlin`,
        );
        const [{ starts_at }] = body.times;
        await rival.post('/bookings/book', { coach_id: coach.id, scheduled_at: starts_at });
        await page.screenshot({ path: pictureFile() });
        await first.click();
        await says(page, 'The coach is busy at that time.');
        await page.reload();
        await page.getByRole('button', { name: 'Cancel' }).click();
        await says(page, 'Cancelled.');
        await shareLogin(context, page);
        expect(errors).toEqual([]);
      },
      PATIENCE_MS,
    );
  }

  async function shareLogin(context: BrowserContext, page: Page): Promise<void> {
    const other = await context.newPage();
    await Promise.all([page.reload(), other.goto(site)]);
    await Promise.all([page, other].map((tab) => tab.getByText('Hello Jo').waitFor()));
    await other.getByRole('button', { name: 'Log out' }).click();
    await other.getByLabel('Email').waitFor();
    await page.locator('#times button').first().click();
    await page.getByLabel('Email').waitFor();
  }
});

/** A picture for people; git ignores the folder. */
function pictureFile(): string {
  const folder = join(PROJECT_ROOT, 'coverage');
  mkdirSync(folder, { recursive: true });
  return join(folder, 'booking-page.png');
}
