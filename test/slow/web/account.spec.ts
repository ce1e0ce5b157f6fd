import type { BrowserContextOptions, Page } from 'playwright-core';
import { UnsubscribeLinksService } from '../../../src/auth/links/unsubscribe-links.service.js';
import { lastTokenTo, tokenOf } from '../../support/account-links.js';
import { PASSWORD } from '../../support/app.js';
import { opened } from '../../support/schedules.js';
import { holdByVideo } from '../../support/video.js';
import { inBrowser, pictures } from '../../support/web.js';
import { workOff } from '../../support/worker.js';

const NEW = 'a new staple 2027';
const PHONE: BrowserContextOptions = { viewport: { width: 390, height: 700 } };

inBrowser('accounts', (web) => {
  it('somebody signs up in German, sees what comes in at once, changes the settings and logs out', async () => {
    const { app } = web();
    const { page, faults } = await web().visit('/', undefined, { ...PHONE, locale: 'de-DE' });
    await page.getByRole('heading', { name: 'Anmelden' }).waitFor();
    expect(await pictures(page, 'login')).toEqual([]);
    await page.getByRole('link', { name: 'Neu hier? Registrieren' }).click();
    await page.getByRole('heading', { name: 'Registrieren' }).waitFor();
    await page.getByLabel('Name').fill('Jule Anders');
    await page.getByLabel('E-Mail-Adresse').fill('jule@example.com');
    await page.getByLabel('Passwort').fill('password1');
    await page.getByRole('button', { name: 'Konto anlegen' }).click();
    await page.getByRole('alert').waitFor();
    expect(await pictures(page, 'sign-up')).toEqual([]);
    await page.getByLabel('Passwort').fill(PASSWORD);
    await page.getByRole('button', { name: 'Konto anlegen' }).click();
    await page.getByRole('button', { name: 'Menü' }).click();
    await page.getByRole('link', { name: 'Einstellungen' }).click();

    await page.getByText('Deine Adresse ist noch nicht bestätigt.').waitFor();
    expect(await pictures(page, 'settings')).toEqual([]);
    await page.getByRole('combobox', { name: 'Sprache' }).selectOption('en');
    await page.getByLabel('Zeitzone').selectOption('America/New_York');
    await page.getByRole('button', { name: 'Speichern' }).first().click();
    await page.getByText('Times are in America/New York').waitFor();
    const answer = await app.nobody.post('/auth/login', { email: 'jule@example.com', password: PASSWORD });
    const { access_token } = answer.body as { access_token: string };
    expect((await app.with(access_token).get('/users/me/settings')).body).toMatchObject({
      locale: 'en',
      time_zone: 'America/New_York',
    });

    await page.getByRole('button', { name: 'Menu' }).click();
    await page.getByRole('button', { name: 'Log out', exact: true }).click();
    await page.getByRole('heading', { name: 'Log in' }).waitFor();
    await page.goto(`${app.origin}/settings`);
    await page.getByRole('heading', { name: 'Anmelden' }).waitFor();
    await page.getByRole('button', { name: 'English' }).click();
    await page.getByRole('heading', { name: 'Log in' }).waitFor();
    expect(faults).toEqual(['422 POST /api/v1/auth/signup']);
  });

  it('somebody who opens the application for the first time logs in, and is where their role begins', async () => {
    const { app } = web();
    const people = [await app.client(), await app.coach(), await app.admin()];
    const homes = ['/coaches', '/week', '/overview'];
    for (const [index, person] of people.entries()) {
      const { page, faults } = await web().visit('/', person);
      await page.waitForURL(app.origin + homes[index]!);
      await page.locator('h1').waitFor();
      expect(faults).toEqual([]);
    }
  });

  it('a notification appears in each tab when it comes, and is read in all of them', async () => {
    const { app } = web();
    const { coach, client, bookingId } = await app.connected();
    const { page, faults } = await web().visit('/notifications', client);
    const other = await page.context().newPage();
    await other.goto(`${app.origin}/settings`);
    await other.getByRole('heading', { name: 'Settings' }).waitFor();
    await page.getByRole('heading', { name: 'Notifications' }).waitFor();
    await coach.put(`/bookings/bookings/${bookingId}`, { status: 'cancelled', reason: 'I am ill.' });
    await workOff(app);
    for (const tab of [page, other]) await tab.getByRole('status').getByText('cancelled').first().waitFor();
    await other.getByRole('link', { name: /\d unread notification/ }).waitFor();
    expect(await pictures(page, 'notifications')).toEqual([]);
    await page.getByRole('button', { name: 'Mark all as read' }).click();
    await other.getByRole('link', { name: /\d unread notification/ }).waitFor({ state: 'detached' });
    expect(faults).toEqual([]);
  });

  it('a forgotten password is asked for, a link sets a new one, says what is wrong with one, and works once', async () => {
    const { app } = web();
    const { email } = await app.client();
    const { page, faults } = await web().visit('/forgot-password', undefined, PHONE);
    await page.getByLabel('Email').fill(email);
    expect(await pictures(page, 'forgot-password')).toEqual([]);
    await page.getByRole('button', { name: 'Send the link' }).click();
    await page.getByText('a mail is on its way').waitFor();

    const addresses: string[] = [];
    page.on('request', (request) => addresses.push(`${request.url()} ${request.headers()['referer'] ?? ''}`));
    const token = await lastTokenTo(app, email, 'reset');
    await page.goto(`${app.origin}/reset-password#token=${token}`);
    await page.getByLabel('New password').fill('password1');
    expect(new URL(page.url()).hash).toBe('');
    expect(await pictures(page, 'reset-password')).toEqual([]);
    await page.getByRole('button', { name: 'Save password' }).click();
    await page.getByText('Please choose another password').waitFor();
    await page.getByLabel('New password').fill(NEW);
    await page.getByRole('button', { name: 'Save password' }).click();
    await page.getByText('Your new password is saved').waitFor();
    expect(await page.getByLabel('New password').isVisible()).toBe(false);
    expect((await app.nobody.post('/auth/login', { email, password: NEW })).status).toBe(200);

    await page.goto(`${app.origin}/login`);
    await page.goto(`${app.origin}/reset-password#token=${token}`);
    await page.getByLabel('New password').fill('yet another staple 2028');
    await page.getByRole('button', { name: 'Save password' }).click();
    await page.getByText('This link does not work any more').waitFor();
    expect(addresses.filter((address) => address.includes(token))).toEqual([]);
    expect(faults.map((fault) => fault.slice(0, 3))).toEqual(['422', '409']);
  });

  it('a button verifies an email, in German', async () => {
    const { app } = web();
    const { id: userId, email, ...client } = await app.client();
    const token = await tokenOf(app, { purpose: 'verify', email, userId });
    const { page, faults } = await web().visit(`/verify-email#token=${token}`, undefined, { locale: 'de-DE' });
    await page.getByRole('button', { name: 'Bestätigen' }).waitFor();
    expect(await pictures(page, 'verify-email')).toEqual([]);
    await page.getByRole('button', { name: 'Bestätigen' }).click();
    await page.getByText('Danke: Deine E-Mail-Adresse ist bestätigt.').waitFor();
    expect((await app.with(client.token!).get('/auth/me')).body.email_verified_at).toEqual(expect.any(String));
    expect(faults).toEqual([]);
  });

  it('a link to another email tells when it is taken, and works when it is not', async () => {
    const { app } = web();
    const [client, other] = [await app.client(), await app.client()];
    const change = { purpose: 'email', oldEmail: client.email, userId: client.id } as const;
    const taken = await tokenOf(app, { ...change, email: other.email });
    const free = await tokenOf(app, { ...change, email: 'moved@example.com' });
    const { page } = await web().visit(`/change-email#token=${taken}`);
    await page.getByRole('button', { name: 'Use this email' }).click();
    await page.getByText('Another account has this email already.').waitFor();
    await page.evaluate(`location.hash = 'token=${free}'`);
    await page.getByText('Another account has this email already.').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Use this email' }).click();
    await page.getByText('Please log in with this email from now on.').waitFor();
    expect((await app.nobody.post('/auth/login', { email: 'moved@example.com', password: PASSWORD })).status).toBe(200);
  });

  it('a link without a token says so, and a server that is gone is told', async () => {
    const { page } = await web().visit('/verify-email');
    await page.getByText('This link does not work any more').waitFor();
    await page.route('**/api/v1/**', (route) => route.abort());
    await page.evaluate(`location.hash = 'token=abc'`);
    await page.getByRole('button', { name: 'Confirm' }).click();
    await page.getByText('The server cannot be reached.').waitFor();
  });

  it('a button unsubscribes, without a script', async () => {
    const { app } = web();
    const client = await app.client();
    const { pathname } = new URL(app.nest.get(UnsubscribeLinksService).urlFor(client.id, 'reminders'));
    const { page, faults } = await web().visit(pathname, undefined, { ...PHONE, javaScriptEnabled: false });
    await page.getByRole('button', { name: 'Unsubscribe' }).click();
    await page.getByText('You get no more reminders by mail.').waitFor();
    expect((await client.get('/users/me/settings')).body.mail.reminders).toBe(false);
    expect(faults).toEqual([]);
  });

  it('a video session is joined by its parties, once its room is open', async () => {
    const { app } = web();
    const { coach, client, bookingId } = await app.connected();
    const type = await opened(app, coach);
    const { page: foreign } = await web().visit(`/join/${bookingId}`, await app.client());
    await foreign.getByText('This is no session of yours.').waitFor();

    const { page } = await web().visit(`/join/${bookingId}`, client, PHONE);
    await page.clock.install();
    await page.reload();
    await page.getByText('This booking is no confirmed video session').waitFor();
    expect(await pictures(page, 'join')).toEqual([]);
    await gone(page, async () => {
      await page.clock.fastForward(30_000);
      await page.getByText('The server cannot be reached.').waitFor();
    });
    await holdByVideo(app, bookingId, type);
    await page.clock.fastForward(30_000);
    const link = page.getByRole('link', { name: 'Join the session' });
    await link.waitFor();
    const { join_url } = (await client.get(`/bookings/bookings/${bookingId}/video`)).body as { join_url: string };
    expect(await link.getAttribute('href')).toBe(join_url);
  });

  it('a page of another role, and none at all, lead back', async () => {
    const { page } = await web().visit('/coaches', await web().app.client());
    await page.goto(`${web().app.origin}/week/none`);
    await page.getByRole('heading', { name: 'This page does not exist.' }).waitFor();
    expect(await pictures(page, 'not-found')).toEqual([]);
    await page.getByRole('link', { name: 'To the start page' }).click();
    await page.waitForURL('**/coaches');
  });
});

/** While `work` runs, the server cannot be reached. */
async function gone(page: Page, work: () => Promise<void>): Promise<void> {
  await page.route('**/api/v1/**', (route) => route.abort());
  await work();
  await page.unroute('**/api/v1/**');
}
