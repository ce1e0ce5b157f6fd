import type { ServerResponse } from 'node:http';
import { FeedFetcherService } from '../../src/calendars/import/feed-fetcher.service.js';
import { type Person, TestApp } from '../support/app.js';
import { Receiver, type Received } from '../support/receiver.js';
import { expectFieldsRefused, expectRefusal } from '../support/refusals.js';
import { daily, opened } from '../support/schedules.js';
import { workOff } from '../support/worker.js';

const NOW = Date.parse('2027-03-20T12:00:00Z');
const DAY = '2027-03-22';
const MINUTE = 60_000;

const event = (...lines: string[]) => ['BEGIN:VEVENT', 'UID:one', ...lines, 'END:VEVENT'];
const calendar = (...lines: string[]) => ['BEGIN:VCALENDAR', ...lines, 'END:VCALENDAR', ''].join('\r\n');
const busyAt = (hour: string) =>
  calendar(...event(`DTSTART:20270322T${hour}0000Z`, 'DURATION:PT1H', 'SUMMARY:Therapy'));

describe('calendars that coaches keep elsewhere', () => {
  let app: TestApp;
  let host: Receiver;
  let coach: Person;
  let client: Person;

  beforeAll(async () => {
    app = await TestApp.start({ ALLOW_LOCAL_WEBHOOKS: 'on' });
  });

  beforeEach(async () => {
    app.setTime(new Date(NOW));
    host = await Receiver.start();
    [coach, client] = await Promise.all([app.coach(), app.client()]);
    await opened(app, coach, { weekly_hours: daily(9, 13), grid_minutes: 60, time_zone: 'Europe/Berlin' });
  });

  afterEach(async () => {
    await app.sql('DELETE FROM external_calendars');
    await host.stop();
  });

  afterAll(() => app.stop());

  const answer = (text: string, headers: Record<string, string> = {}) => {
    host.answer = (response) => response.writeHead(200, { 'content-type': 'text/calendar', ...headers }).end(text);
  };
  const refuse = (status: number, headers: Record<string, string> = {}) => {
    host.answer = (response) => response.writeHead(status, headers).end();
  };
  const add = (more: object = {}) =>
    coach.post('/coach/calendars/import', { url: `${host.url}/secret-name.ics?key=s3cr3t`, ...more });
  /** Fetches all that is due so many minutes later; then it is now again. */
  const fetchAll = async (minutes = 0) => {
    app.setTime(new Date(NOW + minutes * MINUTE));
    await workOff(app);
    await app.nest.get(FeedFetcherService).settled();
    app.setTime(new Date(NOW));
  };
  const only = async () => (await coach.get('/coach/calendars')).body[0];
  const starts = async () => {
    const { body } = await client.get(`/bookings/coaches/${coach.id}/times?from=${DAY}&to=${DAY}`);
    return (body.times as { starts_at: string }[]).map(({ starts_at }) => starts_at.slice(11, 13));
  };
  const book = (hour: string) =>
    client.post('/bookings/book', { coach_id: coach.id, scheduled_at: `${DAY}T${hour}:00:00Z` });

  it('take the free time of a busy hour away, and say neither what it is nor where it comes from', async () => {
    answer(busyAt('10'));
    const added = await add({ description: 'Private' });
    expect(added).toMatchObject({ status: 201, body: { kind: 'feed', state: 'waiting', description: 'Private' } });
    expect(await starts()).toEqual(['08', '09', '10', '11']);
    await fetchAll();
    expect(await starts()).toEqual(['08', '09', '11']);
    expect(await book('10')).toMatchObject({ status: 409, body: { code: 'coach-busy' } });
    const listed = await only();
    expect(listed).toMatchObject({ state: 'working', busy_times: 1, left_out: 0, fault: null, failing_since: null });
    expect(listed).toMatchObject({ host: host.url.slice('http://'.length), fetched_at: new Date(NOW).toISOString() });
    expect(JSON.stringify([added.body, listed])).not.toMatch(/secret-name|s3cr3t/);
    const rows = await app.sql('SELECT * FROM external_calendars, busy_times');
    expect(JSON.stringify(rows)).not.toMatch(/secret-name|s3cr3t|Therapy/);

    expect((await coach.delete(`/coach/calendars/${listed.id}`)).status).toBe(204);
    expect(await starts()).toEqual(['08', '09', '10', '11']);
  });

  it('are asked every 15 minutes whether they have changed, and read once a day although they have not', async () => {
    const modified = 'Fri, 19 Mar 2027 12:00:00 GMT';
    answer(busyAt('10'), { etag: '"one"', 'last-modified': modified });
    await add();
    await fetchAll();
    refuse(304);
    await fetchAll(13);
    expect(host.received).toHaveLength(1);
    await fetchAll(15);
    expect(host.received[1]!.headers).toMatchObject({ 'if-none-match': '"one"', 'if-modified-since': modified });
    expect(await only()).toMatchObject({ state: 'working', busy_times: 1 });
    expect((await only()).fetched_at).toBe(new Date(NOW + 15 * MINUTE).toISOString());

    answer(busyAt('11'), { etag: '"two"' });
    await fetchAll(24 * 60);
    expect(host.received[2]!.headers).not.toHaveProperty('if-none-match');
    expect(await starts()).toEqual(['08', '09', '10']);
  });

  it.each([
    ['refuses', (response: ServerResponse) => response.writeHead(403).end(), /refuses the address \(403\)/],
    ['has lost it', (response: ServerResponse) => response.writeHead(404).end(), /knows no calendar/],
    ['is ill', (response: ServerResponse) => response.writeHead(500).end(), /error \(500\)/],
    ['answers a page', (response: ServerResponse) => response.writeHead(200).end('<html>'), /no calendar/],
    ['ends in the middle', (response: ServerResponse) => response.end(busyAt('11').slice(0, 60)), /a part of one/],
    ['hangs up', (response: ServerResponse) => response.destroy(), /took no connection/],
    [
      'leads away',
      (response: ServerResponse) => response.writeHead(302, { location: 'http://10.0.0.1/' }).end(),
      /must begin with https/,
    ],
  ])('keep what was read last when their host %s, and tell the coach', async (_, fail, sentence) => {
    answer(busyAt('10'));
    await add();
    await fetchAll();
    host.answer = fail;
    await fetchAll(15);
    expect(await only()).toMatchObject({
      ...{ state: 'failing', busy_times: 1, fault: expect.stringMatching(sentence) },
      ...{ fetched_at: new Date(NOW).toISOString(), failing_since: new Date(NOW + 15 * MINUTE).toISOString() },
    });
    expect(await starts()).toEqual(['08', '09', '11']);
    answer(calendar());
    await fetchAll(31);
    expect(await only()).toMatchObject({ state: 'working', busy_times: 0, fault: null, failing_since: null });
    expect(await starts()).toEqual(['08', '09', '10', '11']);
  });

  it('wait as long as their host asks for, and twice as long after each failure', async () => {
    refuse(503, { 'retry-after': '3600' });
    await add();
    await fetchAll();
    refuse(503);
    await fetchAll(59);
    expect(host.received).toHaveLength(1);
    await fetchAll(60);
    await fetchAll(80);
    expect(host.received).toHaveLength(2);
    await fetchAll(90);
    expect(host.received).toHaveLength(3);
    expect(await only()).toMatchObject({
      state: 'failing',
      fetched_at: null,
      failing_since: new Date(NOW).toISOString(),
    });
  });

  it('hold up nobody when they are slow', async () => {
    const waiting: ServerResponse[] = [];
    host.answer = (response, { path }: Received) => {
      if (path === '/slow') waiting.push(response);
      else response.end(busyAt('10'));
    };
    const slow = await app.coach();
    await slow.post('/coach/calendars/import', { url: `${host.url}/slow` });
    await add();
    await workOff(app);
    for (let tries = 0; (await starts()).length === 4 && tries < 100; tries++) await workOff(app);
    expect(await starts()).toEqual(['08', '09', '11']);
    expect(waiting).toHaveLength(1);
    waiting[0]!.end(busyAt('11'));
    await fetchAll();
    expect((await slow.get('/coach/calendars')).body[0]).toMatchObject({ state: 'working' });
  });

  it('are read anew at once when the coach moves to another zone: whole days are days of it', async () => {
    answer(calendar(...event(`DTSTART;VALUE=DATE:20270322`)), { etag: '"one"' });
    await add();
    await fetchAll();
    const busy = () => app.sql(`SELECT starts_at FROM busy_times WHERE coach_id = $1`, [coach.id]);
    expect(await busy()).toEqual([{ starts_at: '2027-03-21T23:00:00.000Z' }]);
    await coach.put('/coach/schedule', { time_zone: 'America/New_York' });
    await fetchAll(1);
    expect(host.received[1]!.headers).not.toHaveProperty('if-none-match');
    expect(await busy()).toEqual([{ starts_at: '2027-03-22T04:00:00.000Z' }]);
    await coach.put('/coach/schedule', { daily_limit: 3, time_zone: 'America/New_York' });
    await fetchAll(2);
    expect(host.received).toHaveLength(2);
  });

  it('are read anew when the zone changes while a fetch is under way, which counts for nothing', async () => {
    let release = (): void => undefined;
    host.answer = (response) => {
      release = () => void response.end(calendar(...event('DTSTART;VALUE=DATE:20270322')));
    };
    await add();
    await workOff(app);
    await host.arrived(1);
    await coach.put('/coach/schedule', { time_zone: 'America/New_York' });
    release();
    await app.nest.get(FeedFetcherService).settled();
    expect(await only()).toMatchObject({ state: 'waiting', busy_times: 0 });
    answer(calendar(...event('DTSTART;VALUE=DATE:20270322')));
    await fetchAll();
    expect(await only()).toMatchObject({ state: 'working', busy_times: 1 });
  });

  it('are not read while their coach is deactivated', async () => {
    answer(busyAt('10'));
    await add();
    const admin = await app.admin();
    await admin.put(`/admin/users/${coach.id}`, { is_active: false });
    await fetchAll();
    expect(host.received).toHaveLength(0);
  });

  it('do not give our own sessions back to us', async () => {
    const [installation] = await app.sql<{ id: string }>('SELECT id FROM installation');
    answer(busyAt('10').replace('UID:one', `UID:booking-7@${installation!.id}`));
    await add();
    await fetchAll();
    expect(await starts()).toEqual(['08', '09', '10', '11']);
  });

  it('are read when the coach asks for it, once a minute', async () => {
    answer(busyAt('10'));
    const { id } = (await add()).body;
    await fetchAll();
    answer(busyAt('11'));
    app.setTime(new Date(NOW + 30_000));
    const refused = await coach.post(`/coach/calendars/${id}/refresh`);
    expectRefusal(refused, 429, 'too-many-attempts');
    expect(refused.headers.get('retry-after')).toBe('30');
    app.setTime(new Date(NOW + MINUTE));
    expect(await coach.post(`/coach/calendars/${id}/refresh`)).toMatchObject({ status: 202, body: { id } });
    await fetchAll(1);
    expect(await starts()).toEqual(['08', '09', '10']);
  });

  it('are ten at most, and a deleted one makes room', async () => {
    const first = await add();
    for (let count = 1; count < 10; count++) expect((await add()).status).toBe(201);
    expectRefusal(await add(), 409, 'too-many-calendars');
    const page = await coach.get('/coach/calendars?limit=4');
    const next = /<[^>]*\/api\/v1([^>]+)>; rel="next"/.exec(page.headers.get('link') ?? '')?.[1] ?? '';
    expect([page.body.length, (await coach.get(next)).body.length]).toEqual([4, 4]);
    await coach.delete(`/coach/calendars/${first.body.id}`);
    expect((await add()).status).toBe(201);
  });

  it.each([
    ['http://example.com/a.ics', 'url must begin with https://.'],
    ['webcal://10.0.0.1/a.ics', 'url leads to a machine that is not on the public internet.'],
    ['https://me:secret@example.com/a.ics', 'url must not hold a user name or a password.'],
    ['private.ics', 'url must be an address such as https://example.com/calendars/private.ics.'],
  ])('have no address such as %s', async (url, message) => {
    const refused = await add({ url });
    expectFieldsRefused(refused, 'url');
    expect(refused.body.errors[0].message).toBe(message);
  });

  it('may have an address that begins with webcal', async () => {
    expect(await add({ url: 'webcal://calendar.example.com/a.ics' })).toMatchObject({
      ...{ status: 201, body: { host: 'calendar.example.com' } },
    });
  });

  it('belong to one coach', async () => {
    const { id } = (await add()).body;
    const other = await app.coach();
    expect((await other.get('/coach/calendars')).body).toEqual([]);
    expectRefusal(await other.delete(`/coach/calendars/${id}`), 404, 'calendar-not-found');
    expectRefusal(await other.post(`/coach/calendars/${id}/refresh`), 404, 'calendar-not-found');
  });
});
