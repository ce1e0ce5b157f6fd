import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { UnsubscribeLinksService } from '../../src/auth/links/unsubscribe-links.service.js';
import { PROJECT_ROOT } from '../../src/config/project-root.js';
import { tokenOf } from '../support/account-links.js';
import { PASSWORD, TestApp } from '../support/app.js';
import { findChromium, openBrowser } from '../support/chromium.js';
import { opened } from '../support/schedules.js';
import { holdByVideo } from '../support/video.js';

const NEW = 'a new staple 2027';
const PATIENCE_MS = 60_000;

const executable = findChromium();
if (executable === null) console.log('The pages of accounts are not tried out: no Chromium is installed here.');
/** Without a browser these tests do not run. */
const inBrowser = executable === null ? [] : [executable];

describe('in a browser', () => {
  let app: TestApp;
  let browser: Browser | undefined;

  beforeAll(async () => {
    app = await TestApp.start();
  });

  afterAll(async () => {
    await browser?.close();
    await app.stop();
  });

  it('the page to reset a password is there', async () => {
    expect((await fetch(`${app.origin}/reset-password`)).status).toBe(200);
  });

  for (const path of inBrowser) {
    it(
      'a link sets a new password, says what is wrong with one, and works once',
      async () => {
        const client = await app.client();
        const token = await tokenOf(app, { purpose: 'reset', email: client.email });
        const { page, errors, addresses } = await open(path, `reset-password#token=${token}`);
        expect(new URL(page.url()).hash).toBe('');
        await page.getByLabel('New password').fill('password1');
        await picture(page, 'reset-password');
        await page.getByRole('button', { name: 'Save password' }).click();
        await page.getByText('Please choose another password').waitFor();
        await page.getByLabel('New password').fill(NEW);
        await page.getByRole('button', { name: 'Save password' }).click();
        await page.getByText('Your new password is saved').waitFor();
        expect(await page.getByLabel('New password').isVisible()).toBe(false);
        expect((await app.nobody.post('/auth/login', { email: client.email, password: NEW })).status).toBe(200);

        await page.goto(`${app.origin}/reset-password#token=${token}`);
        await page.getByLabel('New password').fill('yet another staple 2028');
        await page.getByRole('button').click();
        await page.getByText('This link does not work any more').waitFor();
        expect(addresses.filter((address) => address.includes(token))).toEqual([]);
        expect(errors.filter((text) => !/status of (409|422)/.test(text))).toEqual([]);
      },
      PATIENCE_MS,
    );

    it(
      'a button verifies an email, in German',
      async () => {
        const { id: userId, email, ...client } = await app.client();
        const token = await tokenOf(app, { purpose: 'verify', email, userId });
        const { page, errors } = await open(path, `verify-email#token=${token}`, {
          locale: 'de-DE',
          colorScheme: 'dark',
        });
        await picture(page, 'verify-email');
        await page.getByRole('button', { name: 'Bestätigen' }).click();
        await page.getByText('Danke: Deine E-Mail-Adresse ist bestätigt.').waitFor();
        expect((await app.with(client.token!).get('/auth/me')).body.email_verified_at).toEqual(expect.any(String));
        expect(errors).toEqual([]);
      },
      PATIENCE_MS,
    );

    it(
      'a link to another email tells when it is taken, and works when it is not',
      async () => {
        const [client, other] = [await app.client(), await app.client()];
        const change = { purpose: 'email', oldEmail: client.email, userId: client.id } as const;
        const taken = await tokenOf(app, { ...change, email: other.email });
        const free = await tokenOf(app, { ...change, email: 'moved@example.com' });
        const { page } = await open(path, `change-email#token=${taken}`);
        await page.getByRole('button', { name: 'Use this email' }).click();
        await page.getByText('Another account has this email already.').waitFor();
        await page.evaluate(`location.hash = 'token=${free}'`);
        await page.getByRole('button', { name: 'Use this email' }).click();
        await page.getByText('Please log in with this email from now on.').waitFor();
        expect((await app.nobody.post('/auth/login', { email: 'moved@example.com', password: PASSWORD })).status).toBe(
          200,
        );
      },
      PATIENCE_MS,
    );

    it(
      'a link without a token says so, and a server that is gone is told',
      async () => {
        const { page } = await open(path, 'verify-email');
        await page.getByText('This link does not work any more').waitFor();
        expect(await page.getByRole('button').isVisible()).toBe(false);
        await page.route('**/api/v1/**', (route) => route.abort());
        await page.evaluate(`location.hash = 'token=abc'`);
        await page.getByRole('button', { name: 'Confirm' }).click();
        await page.getByText('The server cannot be reached.').waitFor();
      },
      PATIENCE_MS,
    );

    it(
      'a button unsubscribes, without a script',
      async () => {
        const client = await app.client();
        const { pathname } = new URL(app.nest.get(UnsubscribeLinksService).urlFor(client.id, 'reminders'));
        const { page, errors } = await open(path, pathname.slice(1), { javaScriptEnabled: false });
        await picture(page, 'unsubscribe');
        await page.getByRole('button', { name: 'Unsubscribe' }).click();
        await page.getByText('You get no more reminders by mail.').waitFor();
        expect((await client.get('/users/me/settings')).body.mail.reminders).toBe(false);
        expect(errors).toEqual([]);
      },
      PATIENCE_MS,
    );

    it(
      'a video session is joined by its parties, once its room is open',
      async () => {
        const { coach, client, bookingId } = await app.connected();
        const type = await opened(app, coach);
        const { page, errors } = await open(path, `join/${bookingId}`);
        const logIn = async (email: string, password = PASSWORD) => {
          await page.goto(`${app.origin}/join/${bookingId}`);
          await page.getByLabel('Email').fill(email);
          await page.getByLabel('Password').fill(password);
          await page.getByRole('button', { name: 'Log in' }).click();
        };
        await logIn(client.email, 'wrong horse 2026');
        await page.getByText('The email or the password is wrong.').waitFor();
        await logIn((await app.client()).email);
        await page.getByText('This is no session of yours.').waitFor();
        expect(await page.getByLabel('Password').inputValue()).toBe('');
        await logIn(client.email);
        await page.getByText('This booking is no confirmed video session').waitFor();
        await holdByVideo(app, bookingId, type);
        await logIn(client.email);
        const link = page.getByRole('link', { name: 'Join the session' });
        await link.waitFor();
        await picture(page, 'join');
        const { join_url } = (await client.get(`/bookings/bookings/${bookingId}/video`)).body as { join_url: string };
        expect(await link.getAttribute('href')).toBe(join_url);
        expect(await page.evaluate('localStorage.length + sessionStorage.length')).toBe(0);
        expect(errors.filter((text) => !/status of (401|403|409)/.test(text))).toEqual([]);
      },
      PATIENCE_MS,
    );

    it(
      'who comes early waits for the room, whatever happens to the network and the login',
      async () => {
        const { coach, client, bookingId } = await app.connected();
        const type = await opened(app, coach);
        await holdByVideo(app, bookingId, type);
        await app.sql(
          `UPDATE bookings SET scheduled_at = now() + interval '1 hour', ends_at = now() + interval '2 hours' WHERE id = $1`,
          [bookingId],
        );
        const { page } = await open(path, 'reset-password', { viewport: { width: 1280, height: 800 } });
        await page.clock.install();
        await page.goto(`${app.origin}/join/${bookingId}`);
        await page.getByLabel('Email').fill(client.email);
        await page.getByLabel('Password').fill(PASSWORD);
        await picture(page, 'join-login');
        await page.getByRole('button', { name: 'Log in' }).click();
        await page.getByText('The room of this session opens at').waitFor();
        await picture(page, 'join-early');
        expect(await page.getByRole('link').isVisible()).toBe(false);

        await page.route('**/video', (route) => route.abort());
        await page.clock.fastForward(30_000);
        await page.getByText('The server cannot be reached.').waitFor();
        await page.unroute('**/video');
        await page.route('**/video', (route) => route.fulfill({ status: 401, json: {} }), { times: 1 });
        await holdByVideo(app, bookingId, type);
        await page.clock.fastForward(30_000);
        await page.getByRole('link', { name: 'Join the session' }).waitFor();
      },
      PATIENCE_MS,
    );
  }

  /** Opens a page of the server, and collects errors of the browser and addresses that it asks for. */
  async function open(executablePath: string, path: string, options: BrowserContextOptions = {}) {
    browser ??= await openBrowser(executablePath);
    const page = await (await browser.newContext({ viewport: { width: 390, height: 700 }, ...options })).newPage();
    const errors: string[] = [];
    const addresses: string[] = [];
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) errors.push(message.text());
    });
    page.on('pageerror', ({ message }) => errors.push(message));
    page.on('request', (request) => addresses.push(`${request.url()} ${request.headers()['referer'] ?? ''}`));
    await page.goto(`${app.origin}/${path}`);
    return { page, errors, addresses };
  }

  /** A picture for people; git ignores the folder. */
  async function picture(page: Page, name: string): Promise<void> {
    const folder = join(PROJECT_ROOT, 'coverage');
    mkdirSync(folder, { recursive: true });
    await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
  }
});
