import { UnsubscribeLinksService } from '../../src/auth/links/unsubscribe-links.service.js';
import { type MailKind, MAIL_KINDS } from '../../src/users/settings.service.js';
import { type Person, TestApp } from '../support/app.js';
import type { Answer } from '../support/caller.js';

const ONE_CLICK = 'List-Unsubscribe=One-Click';
const FORM = { 'content-type': 'application/x-www-form-urlencoded' };
const PARTS = { 'content-type': 'multipart/form-data; boundary=x' };
const MULTIPART = `--x\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--x--\r\n`;

describe('unsubscribing by the link of a mail', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await TestApp.start();
  });

  afterAll(() => app.stop());

  const pathFor = ({ id }: Pick<Person, 'id'>, kind: MailKind) =>
    new URL(app.nest.get(UnsubscribeLinksService).urlFor(id, kind)).pathname;
  const click = (path: string, body: string | undefined = ONE_CLICK, headers: Record<string, string> = FORM) =>
    app.nobody.post(path, body, headers);
  const mailOf = async (who: Person): Promise<Record<MailKind, boolean>> =>
    (await who.get('/users/me/settings')).body.mail;
  const eventsOf = ({ id }: Person) =>
    app.sql(`SELECT data FROM events WHERE type = 'account.settings_changed' AND subject_id = $1`, [id]);
  const expectInvalid = ({ status, body }: Answer) =>
    expect({ status, code: body.code }).toEqual({ status: 409, code: 'token-invalid' });

  it.each(MAIL_KINDS)('stops mails about %s, of this user, and no others', async (kind) => {
    const [client, other] = [await app.client(), await app.client()];
    const { status, headers, body } = await click(pathFor(client, kind));
    expect([status, headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    expect(body).toContain('You get no more');
    const all = { bookings: true, reminders: true, waitlist: true, reviews: true };
    expect(await mailOf(client)).toEqual({ ...all, [kind]: false });
    expect(await mailOf(other)).toEqual(all);
  });

  it('is at the public address of the API', async () => {
    const twin = await app.twin({ PUBLIC_URL: 'https://example.com/backend' });
    const url = twin.nest.get(UnsubscribeLinksService).urlFor(7, 'reminders');
    expect(url).toMatch(/^https:\/\/example\.com\/backend\/api\/v1\/mail\/unsubscribe\/7\.reminders\.[\w-]{43}$/);
  });

  it('changes nothing the second time, leaves one event, and works again later', async () => {
    const client = await app.client();
    const path = pathFor(client, 'reminders');
    for (let time = 0; time < 2; time++) expect((await click(path)).status).toBe(200);
    expect(await eventsOf(client)).toHaveLength(1);
    await client.put('/users/me/settings', { mail: { reminders: true } });
    expect((await click(path)).status).toBe(200);
    expect((await mailOf(client)).reminders).toBe(false);
  });

  it.each([
    ['a form', ONE_CLICK, FORM],
    ['a form in parts, which mail programs prefer', MULTIPART, PARTS],
    ['a form with other fields', 'a=b', FORM],
    ['nothing', undefined, {}],
  ] as [string, string | undefined, Record<string, string>][])('takes %s', async (_, body, headers) => {
    const client = await app.client();
    expect((await app.nobody.send('POST', pathFor(client, 'reviews'), body, headers)).status).toBe(200);
    expect((await mailOf(client)).reviews).toBe(false);
  });

  it('refuses other texts, and forms that are too large; no other route takes a form', async () => {
    const client = await app.client();
    const path = pathFor(client, 'reviews');
    expect((await click(path, 'x', { 'content-type': 'text/plain' })).status).toBe(415);
    expect((await click(path, 'x'.repeat(70_000))).status).toBe(413);
    expect((await mailOf(client)).reviews).toBe(true);
    expect((await client.post('/feedback', 'message=Nice', FORM)).status).toBe(415);
    expect((await client.post('/feedback', MULTIPART, PARTS)).status).toBe(415);
  });

  it('shows a page with one button when the link is only opened, and changes nothing', async () => {
    const client = await app.client();
    const path = pathFor(client, 'reminders');
    const { status, headers, body } = await app.nobody.get(path);
    expect([status, headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    expect(headers.get('content-security-policy')).toBe(
      "default-src 'none';style-src 'self';form-action 'self';base-uri 'none';frame-ancestors 'none'",
    );
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(body).toContain('<form method="post">');
    expect((body as string).match(/<button/g)).toHaveLength(1);
    expect(body).not.toContain('<script');
    expect(body).toContain('Do you want no more reminders by mail?');
    expect((await app.nobody.get(path, { 'accept-language': 'de' })).body).toContain('lang="de"');
    expect((await mailOf(client)).reminders).toBe(true);
  });

  it('works for a deactivated user, and tells nothing of a deleted one', async () => {
    const [admin, gone, client] = [await app.admin(), await app.client(), await app.client({ isActive: false })];
    expect((await click(pathFor(client, 'reminders'))).status).toBe(200);
    const [row] = await app.sql(`SELECT mail_reminders FROM users WHERE id = $1`, [client.id]);
    expect(row).toEqual({ mail_reminders: false });
    await admin.delete(`/admin/users/${gone.id}`);
    expect((await click(pathFor(gone, 'reminders'))).status).toBe(200);
    expect((await click(pathFor({ id: 2_000_000_000 }, 'reminders'))).status).toBe(200);
    expect(await eventsOf(gone)).toEqual([]);
  });

  it('refuses a token that is not ours, or is for somebody or something else', async () => {
    const [client, other] = [await app.client(), await app.client()];
    const path = pathFor(client, 'reviews');
    const wrong = [
      path.slice(0, -1),
      `${path}x`,
      path.replace('reviews', 'reminders'),
      path.replace(`/${client.id}.`, `/${other.id}.`),
      path.replace('reviews', 'everything'),
      '/mail/unsubscribe/x',
    ];
    for (const tried of wrong) {
      expectInvalid(await click(tried));
      expectInvalid(await app.nobody.get(tried));
    }
    expect(await eventsOf(client)).toEqual([]);
  });

  it('writes no token to the log', async () => {
    const lines: string[] = [];
    const twin = await app.twin({ LOG_LEVEL: 'info' }, { write: (line: string) => void lines.push(line) });
    const path = pathFor(await app.client(), 'reviews');
    const token = path.split('/').at(-1)!;
    await twin.nobody.get(path);
    await twin.nobody.post(path, ONE_CLICK, FORM);
    await twin.nobody.post(path.slice(0, -1), ONE_CLICK, FORM);
    expect(lines.filter((line) => line.includes('mail/unsubscribe'))).toHaveLength(3);
    expect(lines.filter((line) => line.includes(token.slice(-20, -1)))).toEqual([]);
    expect(await (await twin.nobody.get('/metrics')).body).not.toContain(token.slice(-20, -1));
  });
});
