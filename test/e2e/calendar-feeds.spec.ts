import { setTimeout as pause } from 'node:timers/promises';
import { type Person, TestApp } from '../support/app.js';
import type { Answer } from '../support/caller.js';
import { readCalendar, type ShownEvent } from '../support/calendars.js';
import { expectFieldsRefused, expectRefusal } from '../support/refusals.js';
import { insert } from '../support/rows.js';
import { daily, opened } from '../support/schedules.js';

const NOON = new Date('2027-03-20T12:00:00Z');
const TEN = '2027-03-22T10:00:00.000Z';
const ELEVEN = '2027-03-22T11:00:00.000Z';
const SECRET = /^http:\/\/127\.0\.0\.1:\d+\/api\/v1\/calendars\/([\w-]{43})\.ics$/;

describe('a calendar to subscribe to', () => {
  let app: TestApp;
  let coach: Person;
  let client: Person;
  let admin: Person;

  beforeAll(async () => {
    app = await TestApp.start();
  });

  beforeEach(async () => {
    app.setTime(NOON);
    [coach, client, admin] = await Promise.all([
      app.coach({ fullName: 'Cora Coach' }),
      app.client({ fullName: 'Clea Client' }),
      app.admin(),
    ]);
    await opened(app, coach, { weekly_hours: daily(0, 24), window_days: 60 });
    await app.sql(`UPDATE session_types SET location = 'Studio 2' WHERE coach_id = $1`, [coach.id]);
  });

  afterAll(() => app.stop());

  const inDays = (days: number) => new Date(NOON.getTime() + days * 86_400_000);
  const booked = async (scheduled_at = TEN, more: object = {}) => {
    const { status, body } = await client.post('/bookings/book', { coach_id: coach.id, scheduled_at, ...more });
    expect(status).toBe(201);
    return body.id as number;
  };
  const change = async (by: Person, id: number, body: object) => {
    expect((await by.put(`/bookings/bookings/${id}`, body)).status).toBe(200);
  };

  /** The path of a new feed. */
  const subscribed = async (by: Person, detail = 'full') => {
    const { status, body } = await by.post('/calendars', { detail });
    expect(status).toBe(201);
    return new URL(body.url).pathname;
  };
  const read = (path: string, headers: Record<string, string> = {}) => app.nobody.get(path, headers);
  const eventsOf = async (path: string): Promise<ShownEvent[]> => {
    const { status, body } = await read(path);
    expect(status).toBe(200);
    return readCalendar(body).events;
  };

  it('has an address with a secret that is shown once', async () => {
    const made = await client.post('/calendars', { detail: 'titles' });
    expect(made).toMatchObject({
      status: 201,
      body: {
        id: expect.any(Number),
        detail: 'titles',
        created_at: NOON.toISOString(),
        url: expect.stringMatching(SECRET),
      },
    });
    const { url, ...rest } = made.body;
    const listed = await client.get('/calendars');
    expect({ status: listed.status, body: listed.body }).toEqual({ status: 200, body: [rest] });
    const [, secret] = SECRET.exec(url)!;
    expect(JSON.stringify(await app.sql(`SELECT * FROM calendar_feeds`))).not.toContain(secret);
  });

  it('is made by clients and coaches, of one of three details, and never under an Idempotency-Key', async () => {
    expectRefusal(await admin.post('/calendars', { detail: 'full' }), 403, 'forbidden');
    expectFieldsRefused(await client.post('/calendars', { detail: 'all' }), 'detail');
    expectFieldsRefused(await client.post('/calendars', {}), 'detail');
    const keyed = await client.post('/calendars', { detail: 'full' }, { 'idempotency-key': 'a-key-of-some-length' });
    expectRefusal(keyed, 422, 'idempotency-key-refused');
  });

  it('shows the sessions of both parties, each with the name of the other', async () => {
    const id = await booked();
    const event = {
      uid: expect.stringMatching(new RegExp(`^booking-${id}@[0-9a-f-]{36}$`)),
      ...{ sequence: 0, start: TEN, end: ELEVEN, status: 'TENTATIVE', changedAt: expect.any(String) },
      names: ['uid', 'sequence', 'dtstamp', 'last-modified', 'dtstart', 'dtend', 'summary', 'location', 'status'],
    };
    const [ofClient, ofCoach] = [await eventsOf(await subscribed(client)), await eventsOf(await subscribed(coach))];
    expect(ofClient).toEqual([{ ...event, summary: 'Training session with Cora Coach' }]);
    expect(ofCoach).toEqual([{ ...event, summary: 'Training session with Clea Client' }]);
    expect(await eventsOf(await subscribed(await app.client()))).toEqual([]);
  });

  it('shows with `titles` no names and no place, and with `busy` nothing but the time', async () => {
    const id = await booked(TEN, { notes: 'Bring the insulin' });
    await change(coach, id, { status: 'confirmed' });
    for (const detail of ['full', 'titles', 'busy']) {
      const { body } = await read(await subscribed(coach, detail));
      expect(body).not.toMatch(/insulin|ATTENDEE|ORGANIZER|mailto|DESCRIPTION|VALARM/i);
      if (detail !== 'full') expect(body).not.toMatch(/Cora|Clea|Studio/);
    }
    const [title] = await eventsOf(await subscribed(coach, 'titles'));
    expect(title).toMatchObject({ summary: 'Training session', status: 'CONFIRMED' });
    const [busy] = await eventsOf(await subscribed(coach, 'busy'));
    expect(busy).toMatchObject({ summary: 'Busy', start: TEN, end: ELEVEN });
    expect(busy!.names).toEqual(['uid', 'sequence', 'dtstamp', 'last-modified', 'dtstart', 'dtend', 'summary']);
  });

  it('speaks the language of its owner', async () => {
    await app.booked(client, coach, 1, { scheduled_at: TEN });
    await coach.put('/users/me/settings', { locale: 'de' });
    const calendar = async (detail: string) => (await read(await subscribed(coach, detail))).body as string;
    expect(await calendar('full')).toMatch(/X-WR-CALNAME:Trainingstermine[^]*SUMMARY:Training mit Clea Client/);
    expect(await calendar('titles')).toContain('SUMMARY:Training\r\n');
    expect(await calendar('busy')).toContain('SUMMARY:Belegt');
    expect((await eventsOf(await subscribed(client)))[0]!.summary).toBe('Training session with Cora Coach');
  });

  it('follows a session that moves: the same UID, a higher SEQUENCE, a newer time stamp', async () => {
    const id = await booked();
    const path = await subscribed(client);
    const [before] = await eventsOf(path);
    app.setTime(new Date(NOON.getTime() + 60_000));
    expect((await client.post(`/bookings/bookings/${id}/move`, { scheduled_at: ELEVEN })).status).toBe(200);
    expect(await eventsOf(path)).toEqual([
      {
        ...before!,
        ...{ sequence: 1, start: ELEVEN, end: '2027-03-22T12:00:00.000Z', changedAt: '2027-03-20T12:01:00.000Z' },
      },
    ]);
  });

  it('shows what was cancelled for thirty days from then on, whatever is noted later', async () => {
    const id = await booked();
    await change(client, id, { status: 'cancelled' });
    const [path, busy] = [await subscribed(coach), await subscribed(coach, 'busy')];
    for (const address of [path, busy])
      expect(await eventsOf(address)).toMatchObject([{ sequence: 1, status: 'CANCELLED' }]);
    app.setTime(inDays(29));
    await change(coach, id, { notes: 'Was ill' });
    expect(await eventsOf(path)).toMatchObject([{ status: 'CANCELLED' }]);
    app.setTime(new Date(inDays(30).getTime() + 1));
    expect(await eventsOf(path)).toEqual([]);
  });

  it('shows the last 90 and the next 365 days', async () => {
    const at = (instant: number) => ({
      ...{ coach_id: coach.id, client_id: client.id, slot_number: 1, status: 'completed' },
      ...{ scheduled_at: new Date(instant).toISOString(), ends_at: new Date(instant + 1).toISOString() },
    });
    const [first, end] = [inDays(-90).getTime(), inDays(365).getTime()];
    for (const instant of [first - 1, first, end - 1, end]) await insert(app, 'bookings', at(instant));
    const starts = [first, Math.floor((end - 1) / 1000) * 1000].map((instant) => new Date(instant).toISOString());
    for (const person of [coach, client]) {
      const events = await eventsOf(await subscribed(person));
      expect(events.map(({ start }) => start)).toEqual(starts);
    }
  });

  it('has no entry for a booking without a time, nor for a hold', async () => {
    await app.booked(client, coach, 1);
    expect((await client.post('/bookings/holds', { coach_id: coach.id, scheduled_at: TEN })).status).toBe(201);
    expect(await eventsOf(await subscribed(coach))).toEqual([]);
  });

  it('has the instants of a wall clock that changes to summer time', async () => {
    const hours = [`2027-03-27T09:00:00+01:00`, `2027-03-28T09:00:00+02:00`, `2027-03-29T09:00:00+02:00`];
    for (const hour of hours) await booked(hour);
    const starts = (await eventsOf(await subscribed(client))).map(({ start }) => start);
    expect(starts).toEqual(['2027-03-27T08:00:00.000Z', '2027-03-28T07:00:00.000Z', '2027-03-29T07:00:00.000Z']);
  });

  it('is sent again only when it has changed', async () => {
    const id = await booked();
    const path = await subscribed(client);
    const first = await read(path);
    expect(first.headers.get('content-type')).toBe('text/calendar; charset=utf-8');
    expect(first.headers.get('cache-control')).toBe('private, no-cache');
    const etag = first.headers.get('etag')!;
    for (const known of [etag, `W/${etag}`, `"other", ${etag}`]) {
      const { status, body, headers } = await read(path, { 'if-none-match': known });
      expect({ status, body }).toEqual({ status: 304, body: '' });
      expect([headers.get('etag'), headers.get('content-type'), headers.get('content-length')]).toEqual([
        etag,
        null,
        null,
      ]);
    }
    const head = await app.nobody.send('HEAD', path);
    expect({ status: head.status, body: head.body, etag: head.headers.get('etag') }).toEqual({
      status: 200,
      body: '',
      etag,
    });
    expect((await app.nobody.send('HEAD', path, undefined, { 'if-none-match': etag })).status).toBe(304);
    expect((await read(path, { 'if-none-match': '"other"' })).status).toBe(200);
    await change(coach, id, { status: 'confirmed' });
    expect(await read(path, { 'if-none-match': etag })).toMatchObject({ status: 200 });
  });

  it('asks its readers to come back every hour', async () => {
    const { body } = await read(await subscribed(client));
    expect(body).toMatch(/\r\nREFRESH-INTERVAL;VALUE=DURATION:PT60M\r\nX-PUBLISHED-TTL:PT60M\r\n/);
    expect(body).not.toContain('METHOD');
  });

  it('ends with its deletion, by its owner alone', async () => {
    const { body } = await client.post('/calendars', { detail: 'full' });
    const path = new URL(body.url).pathname;
    expectRefusal(await coach.delete(`/calendars/${body.id}`), 404, 'calendar-not-found');
    expect((await read(path)).status).toBe(200);
    expect((await client.delete(`/calendars/${body.id}`)).status).toBe(204);
    expectRefusal(await client.delete(`/calendars/${body.id}`), 404, 'calendar-not-found');
    const revoked = await read(path);
    expectRefusal(revoked, 404, 'calendar-not-found');
    const unknown = await read(path.replace(/.{5}\.ics$/, 'xxxxx.ics'));
    expect({ ...unknown.body, instance: '' }).toEqual({ ...revoked.body, instance: '' });
    expect(revoked.headers.get('cache-control')).toBe('no-store');
  });

  it('ends at once with the account: deactivated, of another role, or deleted', async () => {
    const path = await subscribed(client);
    await admin.put(`/admin/users/${client.id}`, { is_active: false });
    expectRefusal(await read(path), 404, 'calendar-not-found');
    await admin.put(`/admin/users/${client.id}`, { is_active: true });
    expect((await read(path)).status).toBe(200);
    await admin.put(`/admin/users/${client.id}`, { role: 'admin' });
    expectRefusal(await read(path), 404, 'calendar-not-found');
    await admin.delete(`/admin/users/${client.id}`);
    expectRefusal(await read(path), 404, 'calendar-not-found');
    expect(await app.sql(`SELECT id FROM calendar_feeds WHERE user_id = $1`, [client.id])).toEqual([]);
  });

  it('exists ten times a user at most, also when twelve are made at once', async () => {
    const made = await Promise.all(Array.from({ length: 12 }, () => client.post('/calendars', { detail: 'busy' })));
    expect(made.filter(({ status }) => status === 201)).toHaveLength(10);
    for (const answer of made.filter(({ status }) => status !== 201)) expectRefusal(answer, 409, 'too-many-calendars');
    const { body } = await client.get('/calendars?limit=3');
    expect(body).toHaveLength(3);
    await client.delete(`/calendars/${body[0].id}`);
    expect((await client.post('/calendars', { detail: 'full' })).status).toBe(201);
    expectRefusal(await client.post('/calendars', { detail: 'full' }), 409, 'too-many-calendars');
  });

  it('has the public address of the API, if there is one', async () => {
    const outside = await app.twin({ PUBLIC_URL: 'https://example.com/backend' });
    const { body } = await outside.with(client.token!).post('/calendars', { detail: 'full' });
    expect(body.url).toMatch(/^https:\/\/example\.com\/backend\/api\/v1\/calendars\/[\w-]{43}\.ics$/);
  });

  it('never has its secret in the log or in a metric', async () => {
    let written = '';
    const watched = await app.twin({ LOG_LEVEL: 'trace' }, { write: (line) => (written += line) });
    const made = await watched.with(client.token!).post('/calendars', { detail: 'full' });
    const [, secret = ''] = SECRET.exec(made.body.url)!;
    const asked: Answer[] = [];
    for (const path of [
      `/calendars/${secret}.ics`,
      `/calendars/${secret}`,
      `/calendars/${secret}.ics/x`,
      `/calendars/%zz${secret}.ics`,
    ]) {
      asked.push(await watched.nobody.get(path));
    }
    expect(asked.map(({ status }) => status)).toEqual([200, 405, 404, 400]);
    await app.sql(`DELETE FROM calendar_feeds`);
    expect((await watched.nobody.get(`/calendars/${secret}.ics`)).status).toBe(404);
    await pause(20);
    expect(written).toContain('"route":"/api/v1/calendars/:secret.ics"');
    const metrics = (await watched.nobody.get('/metrics')).body as string;
    expect(metrics).toContain('route="/api/v1/calendars/:secret.ics"');
    expect(written + metrics).not.toContain(secret);
  });
});
