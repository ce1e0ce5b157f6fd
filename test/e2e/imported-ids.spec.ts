import { WrittenEventsService } from '../../src/calendars/google/writing/written-events.service.js';
import { createAdmin } from '../../src/cli/new-admin.js';
import { type Person, TestApp } from '../support/app.js';
import { bought } from '../support/credits.js';
import { keepMails } from '../support/deliveries.js';
import { googleConflict } from '../support/google-rows.js';
import { groupType } from '../support/group-sessions.js';
import { completedSession } from '../support/reviews.js';
import { opened } from '../support/schedules.js';
import { workOff } from '../support/worker.js';

const password = 'correct horse battery';

describe('rows that were imported with ids ahead of the sequence', () => {
  let app: TestApp;
  let coach: Person;
  let client: Person;
  let webhookId: number;
  let purchase: number | undefined;
  let count = 0;

  beforeAll(async () => {
    app = await TestApp.start();
    keepMails(app);
    ({ coach, client } = await app.connected());
    await workOff(app);
    webhookId = (await coach.post('/webhooks', { url: 'https://example.com/', types: ['*'] })).body.id;
  });

  afterAll(() => app.stop());

  const signUp = () =>
    app.nobody.post('/auth/signup', { email: `n${++count}@example.com`, password, full_name: 'New' });
  async function book(headers = {}, wanted: object = { slot_number: 1 }) {
    const [by, of] = await Promise.all([app.client(), app.coach()]);
    await opened(app, of);
    return by.post('/bookings/book', { coach_id: of.id, ...wanted }, headers);
  }
  const plan = () => ({ user_id: client.id, name: 'Base', start_date: '2026-11-01' });
  const log = { workout_date: '2026-11-01', exercise_name: 'Squat' };
  const meal = { meal_date: '2026-11-01', meal_type: 'lunch', food_name: 'Soup' };

  /** Somebody who waits for a time of a coach. */
  async function waiting() {
    const [by, of] = await Promise.all([app.client(), app.coach()]);
    await opened(app, of);
    const day = new Date(Date.now() + 5 * 86_400_000).toISOString().slice(0, 10);
    return { coach: of, answer: await by.post('/bookings/waitlist', { coach_id: of.id, from: day, to: day }) };
  }

  const sell = () =>
    coach.post('/coach/packs', { name: 'Ten', sessions: 10, price: { amount_minor: 45_000, currency: 'EUR' } });
  const buy = async () => client.post(`/packs/${(await sell()).body.id}/purchase`);

  /** A request for each table whose ids come from a sequence; `free` makes copies of a row that break no other rule. */
  const WRITES: Record<string, { ask: () => Promise<{ status: number }>; free?: string; copies?: number }> = {
    users: {
      ask: signUp,
      free: `jsonb_build_object('email', 'copy' || n || t.id || '@example.com', 'available_slots', 10)`,
    },
    bookings: { ask: () => book(), free: `'{"status": "cancelled"}'` },
    workout_logs: { ask: () => client.post('/client/workout-logs', log) },
    diet_logs: { ask: () => client.post('/client/diet-logs', meal) },
    workout_plans: { ask: () => coach.post('/coach/workout-plans', plan()) },
    diet_plans: { ask: () => coach.post('/coach/diet-plans', plan()) },
    admin_audit: {
      ask: async () => {
        const { body } = await app.nobody.post('/feedback/', { message: 'Slow' });
        return (await app.admin()).put(`/feedback/${body.id}`, { status: 'resolved' });
      },
    },
    feedback: { ask: () => app.nobody.post('/feedback/', { message: 'Fine' }) },
    session_types: { ask: () => coach.post('/coach/session-types', { name: 'Technique', minutes: 60 }) },
    packs: { ask: sell },
    pack_purchases: { ask: buy },
    checkouts: { ask: buy, free: `'{"status": "ended", "provider_ref": null, "url": null}'` },
    refunds: {
      ask: async () => {
        const id = await bought(app, client, coach, { price_minor: 45_039 });
        return (await app.admin()).post(`/admin/purchases/${id}/refund`);
      },
      free: `jsonb_build_object('reason', 'copy ' || n || ' ' || t.id, 'amount_minor', 1)`,
      copies: 9,
    },
    transfers: {
      ask: async () => {
        const admin = await app.admin();
        purchase ??= await bought(app, client, coach);
        return admin.post(`/admin/purchases/${purchase}/credits`, { credits: 1, reason: 'The studio was closed.' });
      },
      free: `jsonb_build_object('reason', 'copy ' || n || ' ' || t.id, 'unit', 'EUR')`,
    },
    time_off: {
      ask: () => coach.post('/coach/time-off', { starts_at: '2030-01-01T09:00Z', ends_at: '2030-01-01T12:00Z' }),
    },
    booking_history: { ask: () => book() },
    events: { ask: () => book() },
    calendar_feeds: {
      ask: async () => (await app.client()).post('/calendars', { detail: 'busy' }),
      free: `jsonb_build_object('number', 1 + n, 'secret_hash', sha256((t.id + n)::text::bytea))`,
      copies: 9,
    },
    webhooks: {
      ask: () => coach.post('/webhooks', { url: 'https://example.com/', types: ['*'] }),
      free: `'{"coach_id": null}'`,
    },
    webhook_deliveries: { ask: () => coach.post(`/webhooks/${webhookId}/test`) },
    deliveries: { ask: signUp, free: `jsonb_build_object('key', 'copy ' || n || ' ' || t.id)` },
    notifications: {
      ask: async () => {
        await workOff(app);
        const before = (await app.sql(`SELECT FROM notifications`)).length;
        const answer = await book();
        await workOff(app);
        expect(await app.sql(`SELECT FROM notifications`)).toHaveLength(before + 1);
        return answer;
      },
      free: `jsonb_build_object('event_id', -t.id - n)`,
    },
    group_sessions: {
      ask: async () => {
        const of = await app.coach();
        const session_type_id = await groupType(app, of, { capacity: 3 });
        return of.post('/coach/group-sessions', { session_type_id, starts_at: '2030-01-01T09:00:00Z' });
      },
      free: `jsonb_build_object('starts_at', t.starts_at + n * interval '1 day', 'ends_at', t.ends_at + n * interval '1 day')`,
    },
    series: {
      ask: async () => {
        const [by, of] = await Promise.all([app.client(), app.coach()]);
        await opened(app, of, { window_days: 365 });
        const start = new Date(Math.ceil(Date.now() / 86_400_000 + 2) * 86_400_000).toISOString();
        return by.post('/bookings/series', { coach_id: of.id, starts_at: start, every_weeks: 1, count: 2 });
      },
    },
    waitlist_entries: { ask: async () => (await waiting()).answer, free: `'{"status": "left"}'` },
    waitlist_freed: {
      ask: async () => {
        const { coach: of } = await waiting();
        const by = await app.client();
        const id = await app.booked(by, of, 1, { scheduled_at: '2030-01-02T09:00:00Z' });
        return by.put(`/bookings/bookings/${id}`, { status: 'cancelled' });
      },
    },
    reviews: {
      ask: async () => {
        const sessions: number[] = [];
        for (let session = 0; session < 10; session++) sessions.push(await completedSession(app, coach, client));
        return client.post(`/bookings/bookings/${sessions[0]}/review`, { rating: 5 });
      },
      free: `jsonb_build_object('booking_id', t.booking_id + n)`,
      copies: 9,
    },
    google_conflicts: {
      ask: async () => {
        const of = await app.coach();
        const id = await googleConflict(app, of, 1);
        await app.sql(
          `INSERT INTO google_events (calendar_id, subject_kind, subject_id, event_id)
           SELECT calendar_id, 'booking', n, 'booking-' || n FROM google_calendars, generate_series(2, 40) n WHERE coach_id = $1`,
          [of.id],
        );
        const [event] = await app.sql<{ calendarId: string }>(
          `DELETE FROM google_conflicts WHERE id = $1 RETURNING calendar_id AS "calendarId"`,
          [id],
        );
        const key = { ...event!, kind: 'booking' as const, subjectId: 1, attempts: 0 };
        await app.nest.get(WrittenEventsService).noteConflict(key, { kind: 'deleted' }, '', new Date());
        return { status: 200 };
      },
      free: `jsonb_build_object('subject_id', 1 + n)`,
    },
    access_log: { ask: () => coach.get(`/coach/clients/${client.id}`) },
  };

  /** Copies the latest row of a table `copies` times, to ids that its sequence has not reached. */
  async function importAhead(table: string, free = `'{}'`, copies = 30): Promise<void> {
    await app.sql(
      `INSERT INTO ${table} SELECT (jsonb_populate_record(t, jsonb_build_object('id', t.id + n) || ${free}::jsonb)).*
         FROM ${table} t, generate_series(1, ${copies}) n WHERE t.id = (SELECT max(id) FROM ${table})`,
    );
  }

  it('are tried on every table whose ids come from a sequence', async () => {
    const rows = await app.sql<{ name: string }>(
      `SELECT attrelid::regclass::text AS name FROM pg_attribute WHERE attidentity <> '' ORDER BY 1`,
    );
    expect(rows.map(({ name }) => name)).toEqual(Object.keys(WRITES).sort());
  });

  it.each(Object.entries(WRITES))('of %s do not block the next row', async (table, { ask, free, copies }) => {
    expect((await ask()).status).toBeLessThan(300);
    await importAhead(table, free, copies);
    expect((await ask()).status).toBeLessThan(300);
    expect((await ask()).status).toBeLessThan(300);
  });

  it('do not block concurrent requests', async () => {
    await importAhead('feedback');
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => app.nobody.post('/feedback/', { message: 'Fine' })),
    );
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 201));
  });

  it('do not block a booking with an Idempotency-Key', async () => {
    await book();
    await importAhead('bookings', `'{"status": "cancelled"}'`);
    expect((await book({ 'idempotency-key': 'imported' })).status).toBe(201);
  });

  it('do not block a booking of a time', async () => {
    await book();
    await importAhead('bookings', `'{"status": "cancelled"}'`);
    const start = new Date(Math.ceil(Date.now() / 86_400_000 + 2) * 86_400_000).toISOString();
    expect((await book({}, { scheduled_at: start })).status).toBe(201);
  });

  it('do not block admin:create', async () => {
    await importAhead('users', WRITES['users']!.free);
    const admin = { email: 'boss@example.com', full_name: 'Boss', password };
    await expect(createAdmin({ DATABASE_URL: app.database.url }, admin)).resolves.toEqual(expect.any(Number));
  });

  it('never move a sequence back', async () => {
    const next = async () =>
      (await app.sql<{ id: string }>(`SELECT nextval(pg_get_serial_sequence('feedback', 'id')) AS id`))[0]!.id;
    const before = await next();
    await app.sql(`SELECT ids_catch_up('feedback')`);
    expect(Number(await next())).toBe(Number(before) + 1);
  });

  it('cause no second attempt in a table without generated ids', async () => {
    expect(await app.sql(`SELECT ids_catch_up('sessions') AS "hasIds"`)).toEqual([{ hasIds: false }]);
  });
});
