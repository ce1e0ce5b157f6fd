import { randomUUID } from 'node:crypto';
import { retain } from '../../src/cli/retained-rows.js';
import { Database } from '../../src/database/database.js';
import { TestApp } from '../support/app.js';
import { insert, notificationOf, webhookDelivery, webhookOf } from '../support/rows.js';
import { CHECK, refuses } from '../support/violations.js';
import { workOff } from '../support/worker.js';

const DAY = 86_400_000;

describe('retention', () => {
  let app: TestApp;
  /** With accounts that were never verified nor used: they go after thirty days. */
  let strict: TestApp;

  beforeAll(async () => {
    app = await TestApp.start();
    strict = await app.twin({ RETENTION_UNVERIFIED_ACCOUNTS: '30d' });
    await app.sql(`UPDATE installation SET verifies_since = now() - interval '100 days'`);
  });

  beforeEach(async () => {
    await app.sql('TRUNCATE retention_runs, deliveries, notifications, events, webhooks CASCADE');
  });

  afterAll(() => app.stop());

  const later = (days: number) => new Date(Date.now() + days * DAY);
  const ago = (days: number) => later(-days).toISOString();
  const count = async (table: string) => (await app.sql(`SELECT FROM ${table}`)).length;

  async function oldRows(): Promise<void> {
    const client = await app.client();
    const event = { type: 'booking.confirmed', subject_kind: 'booking', subject_id: 1, sequence: 0, data: {} };
    const webhook = await insert(app, 'webhooks', webhookOf(null));
    for (const days of [370, 300]) {
      const at = ago(days);
      const done = { status: 'done', finished_at: at, created_at: at, due_at: at };
      await insert(app, 'events', { ...event, actor_role: 'system', at });
      await insert(app, 'notifications', { ...(await notificationOf(app, client.id)), created_at: at });
      const mail = { channel: 'mail', message: 'account.welcome', key: randomUUID(), data: {}, attempts: 1 };
      await insert(app, 'deliveries', { ...mail, ...done });
      await insert(app, 'webhook_deliveries', { ...webhookDelivery(webhook), ...done });
    }
    await app.sql('UPDATE events SET due_at = NULL');
  }

  const TABLES = ['events', 'notifications', 'deliveries', 'webhook_deliveries'];
  const counts = () => Promise.all(TABLES.map(count));

  it('deletes what is older than a year, once a day', async () => {
    await oldRows();
    await workOff(app);
    expect(await counts()).toEqual([1, 1, 1, 1]);
    await oldRows();
    await workOff(app, later(0.9));
    expect(await counts()).toEqual([3, 3, 3, 3]);
    await workOff(app, later(1.1));
    expect(await counts()).toEqual([2, 2, 2, 2]);
  });

  it('keeps what a rule that is off is about', async () => {
    await oldRows();
    const lax = await app.twin({ RETENTION_EVENTS: 'off', RETENTION_MAILS: '400d' });
    await workOff(lax);
    expect(await counts()).toEqual([2, 1, 2, 1]);
  });

  it('keeps events that wait to be handled, and deletes more than one batch', async () => {
    await app.sql(`
      INSERT INTO events (type, subject_kind, subject_id, sequence, actor_role, at, data, due_at)
      SELECT 'booking.confirmed', 'booking', 0, 0, 'system', now() - interval '400 days', '{}', CASE n WHEN 1 THEN 'infinity'::timestamptz END
        FROM generate_series(1, 2500) n`);
    await workOff(app);
    expect(await count('events')).toBe(1);
  });

  it('asks cheaply whether anything is due, and deletes nothing that another process deletes', async () => {
    await oldRows();
    await app.nest.get(Database).transaction(async (tx) => {
      await tx.rows('SELECT id FROM deliveries ORDER BY finished_at LIMIT 1 FOR UPDATE');
      await workOff(app);
      expect(await count('notifications')).toBe(1);
      expect(await count('deliveries')).toBe(2);
    });
    await workOff(app);
    expect(await count('deliveries')).toBe(1);
  });

  it('shows what it would delete, and deletes it when told so', async () => {
    await oldRows();
    const env = { NODE_ENV: 'test', DATABASE_URL: app.database.url };
    const dry = await retain(env, false);
    expect(dry.map(({ what, kept, count: rows }) => [what, kept, rows])).toEqual([
      ['notifications', '365 days', '1'],
      ['mails that were sent or failed', '365 days', '1'],
      ['messages to webhooks', '365 days', '1'],
      ['events', '365 days', '1'],
      ['accounts never verified nor used', 'for good', ''],
      ['entries of the access log', '731 days', '0'],
    ]);
    expect(await counts()).toEqual([2, 2, 2, 2]);
    await retain(env, true);
    expect(await counts()).toEqual([1, 1, 1, 1]);
  });

  describe('of accounts', () => {
    const old = { createdAt: new Date(ago(40)) };
    const loggedOut = (id: number) => app.sql('DELETE FROM sessions WHERE user_id = $1', [id]);
    const isDeleted = async (id: number) =>
      (await app.sql<{ gone: boolean }>('SELECT deleted_at IS NOT NULL AS gone FROM users WHERE id = $1', [id]))[0]!
        .gone;

    it('deletes those that were never verified nor used, as any deletion does, and only when it is on', async () => {
      const { id } = await app.client(old);
      await loggedOut(id);
      await workOff(app);
      expect(await isDeleted(id)).toBe(false);
      await workOff(strict);
      expect(await isDeleted(id)).toBe(true);
      const events = await app.sql(
        `SELECT actor_id, actor_role FROM events WHERE type = 'account.deleted' AND subject_id = $1`,
        [id],
      );
      expect(events).toEqual([{ actor_id: null, actor_role: 'system' }]);
    });

    it('looks through all accounts, some at a time', async () => {
      const added = await app.sql<{ id: number; unused: boolean }>(`
        INSERT INTO users (email, password_hash, full_name, role, created_at, email_verified_at)
        SELECT 'many' || n || '@example.com', 'none', 'Many', 'client', now() - interval '50 days', CASE WHEN n % 48 > 0 THEN now() END
          FROM generate_series(1, 1200) n RETURNING id, email_verified_at IS NULL AS unused`);
      const env = { NODE_ENV: 'test', DATABASE_URL: app.database.url, RETENTION_UNVERIFIED_ACCOUNTS: '30d' };
      expect((await retain(env, false))[4]).toMatchObject({ kept: '30 days', count: '25' });
      await workOff(strict);
      const gone = await app.sql<{ id: number }>(`SELECT id FROM users WHERE deleted_at IS NOT NULL AND id >= $1`, [
        added[0]!.id,
      ]);
      expect(gone.map(({ id }) => id).sort()).toEqual(
        added
          .filter(({ unused }) => unused)
          .map(({ id }) => id)
          .sort(),
      );
    });

    it('keeps whoever is verified, new, used, logged in, older than verification, or an admin', async () => {
      const coach = await app.coach(old);
      const verified = await app.client({ ...old, emailVerifiedAt: new Date() });
      const [young, older] = [await app.client(), await app.client({ createdAt: new Date(ago(200)) })];
      const [logs, plans, books, waits] = await Promise.all([1, 2, 3, 4].map(() => app.client(old)));
      await insert(app, 'diet_logs', {
        user_id: logs!.id,
        meal_date: '2026-11-01',
        meal_type: 'lunch',
        food_name: 'Rice',
      });
      await insert(app, 'workout_plans', { user_id: plans!.id, name: 'Base', start_date: '2026-11-01' });
      const pair = { coach_id: coach.id, client_id: books!.id };
      await insert(app, 'bookings', { ...pair, slot_number: 1, status: 'cancelled', cancelled_by: 'client' });
      const wish = { kind: 'slot', status: 'left', looked_at: ago(30) };
      await insert(app, 'waitlist_entries', { ...wish, coach_id: coach.id, client_id: waits!.id });
      const admin = await app.admin(old);
      const kept = [coach, verified, young, older, logs!, plans!, books!, waits!, admin];
      for (const { id } of kept) await loggedOut(id);
      const loggedIn = await app.client(old);
      await workOff(strict);
      for (const { id } of [...kept, loggedIn]) expect([id, await isDeleted(id)]).toEqual([id, false]);
    });
  });

  describe('of the access log', () => {
    const entries = () => count('access_log');

    beforeAll(async () => {
      const [coach, client] = [await app.coach(), await app.client()];
      for (const age of ['3 years', '735 days', '700 days']) {
        await app.sql(
          `INSERT INTO access_log (client_id, reader_id, reader_role, what, request_id, read_at)
           VALUES ($1, $2, 'coach', 'plans', gen_random_uuid(), now() - $3::interval)`,
          [client.id, coach.id, age],
        );
      }
    });

    it('leaves every entry to the worker, and deletes those of more than two years by command', async () => {
      await workOff(app, later(1000));
      expect(await entries()).toBe(3);
      await retain({ NODE_ENV: 'test', DATABASE_URL: app.database.url }, true);
      expect(await entries()).toBe(1);
    });

    it('lets nobody delete younger ones, whatever they say', async () => {
      const work = app.nest.get(Database).transaction(async (tx) => {
        await tx.rows(`SELECT set_config('app.retention', 'access_log', true)`);
        await tx.rows('DELETE FROM access_log');
      });
      await expect(work).rejects.toMatchObject({ code: CHECK, constraint: 'access_log_append_only' });
      await refuses('access_log_append_only', CHECK, app.sql('DELETE FROM access_log'));
    });
  });
});
