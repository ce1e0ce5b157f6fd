import ICAL from 'ical.js';
import { ExportRowsService, LostExportError } from '../../src/personal-data/exports/export-rows.service.js';
import { inHours, type Person, TestApp } from '../support/app.js';
import { exportFile, exportOf, makeExports } from '../support/exports.js';
import { keepMails, waitingMails } from '../support/deliveries.js';
import { expectRefusal } from '../support/refusals.js';
import { workOff } from '../support/worker.js';

const DAY_MS = 86_400_000;

describe('an export of one’s own data', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await TestApp.start();
    keepMails(app);
  });

  afterEach(() => app.setTime(null));
  afterAll(() => app.stop());

  const later = (milliseconds: number) => {
    const now = new Date(Date.now() + milliseconds);
    app.setTime(now);
    return now;
  };

  it('is asked for, made, and opened by its owner', async () => {
    const client = await app.client();
    expect((await client.get('/users/me/export')).body).toMatchObject({
      state: 'none',
      link: null,
      next_request_at: null,
    });
    expectRefusal(await client.get('/users/me/export/file'), 404, 'no-export');

    const asked = await client.post('/users/me/export');
    expect([asked.status, asked.body]).toMatchObject([202, { state: 'waiting', ready_at: null, link: null }]);
    expectRefusal(await client.get('/users/me/export/file'), 404, 'no-export');

    await makeExports(app);
    const { body } = await client.get('/users/me/export');
    expect(body).toMatchObject({ state: 'ready', link: '/api/v1/users/me/export/file' });
    expect(Date.parse(body.expires_at) - Date.parse(body.ready_at)).toBe(DAY_MS);
    expect(Date.parse(body.next_request_at) - Date.parse(body.requested_at)).toBe(DAY_MS);

    const { headers, content } = await exportFile(client);
    expect(Object.fromEntries(headers)).toMatchObject({
      'content-type': 'application/zip',
      'content-disposition': 'attachment; filename="my-data.zip"',
      'cache-control': 'no-store',
      'content-length': String(body.size),
    });
    expect(content).toHaveLength(body.size);
  });

  it('is opened by nobody else', async () => {
    const [owner, other, admin] = await Promise.all([app.client(), app.client(), app.admin()]);
    await exportOf(app, owner);
    for (const stranger of [other, admin]) {
      expectRefusal(await stranger.get('/users/me/export/file'), 404, 'no-export');
      expect((await stranger.get('/users/me/export')).body.state).toBe('none');
    }
    expectRefusal(await app.nobody.get('/users/me/export/file'), 401, 'unauthenticated');
    await admin.put(`/admin/users/${owner.id}`, { is_active: false });
    expectRefusal(await owner.get('/users/me/export/file'), 401, 'unauthenticated');
  });

  it('is made once in 24 hours; a second request says when to come back', async () => {
    const client = await app.client();
    await exportOf(app, client);
    const refused = await client.post('/users/me/export');
    expectRefusal(refused, 429, 'export-too-soon');
    const seconds = Number(refused.headers.get('retry-after'));
    expect(seconds).toBeGreaterThan(86_390);
    expect(seconds).toBeLessThanOrEqual(86_400);
    later(DAY_MS + 1_000);
    expect((await client.post('/users/me/export')).status).toBe(202);
  });

  it('ends after 24 hours: nothing of it is left', async () => {
    const client = await app.client();
    await exportOf(app, client);
    const now = later(DAY_MS + 60_000);
    expect((await client.get('/users/me/export')).body.state).toBe('none');
    expectRefusal(await client.get('/users/me/export/file'), 404, 'no-export');
    await makeExports(app, now);
    for (const table of ['exports', 'export_chunks']) {
      expect(await app.sql(`SELECT FROM ${table} WHERE user_id = $1`, [client.id])).toEqual([]);
    }
  });

  it('tells its owner once it is ready, in the application and by mail', async () => {
    const client = await app.client();
    await exportOf(app, client);
    await workOff(app);
    const [notification] = (await client.get('/notifications')).body as object[];
    expect(notification).toMatchObject({
      type: 'account.export-ready',
      title: 'Your data is ready',
      booking_id: null,
      waitlist_entry_id: null,
    });
    expect(await waitingMails(app, client.id)).toEqual([expect.objectContaining({ message: 'account.export-ready' })]);
  });

  it('is made by another process when one dies over it', async () => {
    const client = await app.client();
    await client.post('/users/me/export');
    // As a process leaves it that is killed after its first chunk.
    await app.sql(
      `UPDATE exports SET attempts = 1, tries = 1, due_at = now() + interval '60 seconds' WHERE user_id = $1`,
      [client.id],
    );
    await app.sql(`INSERT INTO export_chunks (user_id, attempt, number, content) VALUES ($1, 1, 0, 'half')`, [
      client.id,
    ]);
    await makeExports(app);
    expect((await client.get('/users/me/export')).body.state).toBe('waiting');
    await makeExports(app, later(61_000));
    expect((await client.get('/users/me/export')).body.state).toBe('ready');
    expect((await exportFile(client)).content.subarray(0, 2).toString()).toBe('PK');
    expect(await app.sql(`SELECT FROM export_chunks WHERE user_id = $1 AND attempt = 1`, [client.id])).toEqual([]);
  });

  it('is finished by its last attempt only: one that froze finds another in its place', async () => {
    const client = await app.client();
    await client.post('/users/me/export');
    const frozen = app.nest.get(ExportRowsService);
    const attempt = (await frozen.claim(new Date()))!;
    expect(attempt.userId).toBe(client.id);
    await makeExports(app, later(61_000));
    const { body } = await client.get('/users/me/export');
    await expect(frozen.add(attempt, 0, Buffer.from('late'))).rejects.toThrow(LostExportError);
    await expect(frozen.finish(attempt, 4)).rejects.toThrow(LostExportError);
    await frozen.fail(attempt);
    expect((await client.get('/users/me/export')).body).toEqual(body);
  });

  it('is tried four times, then failed, and may be asked for again at once', async () => {
    const client = await app.client();
    await client.post('/users/me/export');
    await app.sql(`ALTER TABLE export_chunks ADD CONSTRAINT broken CHECK (user_id <> ${client.id})`);
    for (const minutes of [0, 1, 3, 20]) await makeExports(app, later(minutes * 60_000));
    await app.sql(`ALTER TABLE export_chunks DROP CONSTRAINT broken`);
    expect((await client.get('/users/me/export')).body).toMatchObject({
      state: 'failed',
      next_request_at: null,
      link: null,
    });
    expect((await client.post('/users/me/export')).status).toBe(202);
  });

  it('is not made for somebody who is deleted meanwhile', async () => {
    const [client, admin] = await Promise.all([app.client(), app.admin()]);
    await exportOf(app, client);
    await admin.delete(`/admin/users/${client.id}`);
    expect(await app.sql(`SELECT FROM export_chunks WHERE user_id = $1`, [client.id])).toEqual([]);
  });
});

describe('what an export says', () => {
  let app: TestApp;
  let people: Record<'client' | 'other' | 'coach' | 'admin', Person>;

  /** Everybody has to do with everybody. */
  beforeAll(async () => {
    app = await TestApp.start();
    // Ids that no other number is mistaken for.
    await app.sql(`ALTER TABLE users ALTER COLUMN id RESTART WITH 770011001`);
    const [client, other, coach, admin] = [
      await app.client({ fullName: 'Clementine Quill', injuries: 'Left knee' }),
      await app.client({ fullName: 'Otis Quagmire' }),
      await app.coach({ fullName: 'Corvin Zephyr' }),
      await app.admin({ fullName: 'Adelheid Xylander' }),
    ];
    people = { client, other, coach, admin };
    await coach.post('/webhooks', { url: 'https://receiver.invalid/hooks', types: ['*'] });
    for (const [slot, who] of [client, other].entries()) {
      const id = await app.booked(who, coach, slot + 1, { scheduled_at: inHours(48 + slot), notes: 'My knee hurts' });
      await coach.put(`/bookings/bookings/${id}`, { status: 'confirmed' });
    }
    const cancelled = await app.booked(client, coach, 3);
    await admin.put(`/bookings/bookings/${cancelled}`, { status: 'cancelled', reason: 'Asked by phone' });
    await client.post('/client/workout-logs', {
      exercise_name: '=SUM(A1)',
      workout_date: '2026-11-01',
      notes: 'a "b", c',
    });
    await client.post('/feedback/', { message: 'The calendar is lovely.' });
    for (const reader of [coach, admin]) await reader.get(`/coach/clients/${client.id}`);
    await coach.post('/coach/workout-plans', { user_id: client.id, name: 'Base', start_date: '2026-11-01' });
    await admin.put(`/admin/users/${client.id}`, { is_verified: true });
    await workOff(app);
  });

  afterAll(() => app.stop());

  it.each(['client', 'coach', 'admin'] as const)('names nobody but its owner: of a %s', async (who) => {
    const files = await exportOf(app, people[who]);
    const text = [...files].flat().join('\n');
    const others = Object.values(people).filter((person) => person !== people[who]);
    const named = others.flatMap(({ id, name, email }) => [String(id), ...name.split(' '), email]);
    expect(named.filter((word) => text.includes(word))).toEqual([]);
    expect(files.get('profile.json')).toContain(people[who].name);
  });

  it('has what the client did, and what others did for them', async () => {
    await app.sql(`DELETE FROM exports`);
    const files = await exportOf(app, people.client);
    const json = (name: string) => JSON.parse(files.get(name)!) as Record<string, unknown>[];
    expect(json('profile.json')).toMatchObject([{ injuries: 'Left knee', role: 'client' }]);
    expect(json('bookings.json').map(({ status, notes }) => [status, notes])).toEqual([
      ['confirmed', 'My knee hurts'],
      ['cancelled', null],
    ]);
    expect(json('booking-history.json')).toContainEqual(
      expect.objectContaining({ actor_role: 'admin', to_status: 'cancelled', reason: 'Asked by phone' }),
    );
    expect(json('workout-plans.json')).toMatchObject([{ name: 'Base' }]);
    expect(json('who-read-your-data.json').map(({ reader_role }) => reader_role)).toEqual(
      expect.arrayContaining(['coach', 'admin']),
    );
    expect(files.get('workout-logs.csv')).toContain('=SUM(A1)');
    expect(files.get('workout-logs.csv')).toContain('"a ""b"", c"');
    const events = new ICAL.Component(ICAL.parse(files.get('bookings.ics')!) as unknown[]).getAllSubcomponents(
      'vevent',
    );
    expect(events.map((event) => event.getFirstPropertyValue('summary'))).toEqual(['Training session']);
    expect(
      [...files.keys()].filter((name) => name !== 'README.txt' && !files.get('README.txt')!.includes(name)),
    ).toEqual([]);
  });

  it('shows a coach their calendar without the clients’ notes', async () => {
    await app.sql(`DELETE FROM exports`);
    const files = await exportOf(app, people.coach);
    expect(JSON.parse(files.get('coaching/bookings.json')!)).toHaveLength(3);
    expect([...files.values()].join()).not.toContain('knee');
    expect([...files.values()].join()).not.toContain('Asked by phone');
    expect(files.has('coaching/webhook-messages.json')).toBe(true);
  });
});
