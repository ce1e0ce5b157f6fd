import { type Person, TestApp } from '../support/app.js';
import { CHECK, FOREIGN_KEY, refuses, UNIQUE } from '../support/violations.js';

const NOW = '2030-01-01T12:00:00Z';
const NOBODY = 2_000_000_000;

/** Like constraints.spec.ts, for pairs of coaches and clients. */
describe('PostgreSQL', () => {
  let app: TestApp;
  let coach: Person;
  let client: Person;

  beforeAll(async () => {
    app = await TestApp.start();
  });

  beforeEach(async () => {
    [coach, client] = await Promise.all([app.coach(), app.client()]);
  });

  afterAll(() => app.stop());

  function add(table: string, row: object): Promise<unknown> {
    const all = { coach_id: coach.id, client_id: client.id, ...row };
    const columns = Object.keys(all).join(', ');
    const from = `SELECT ${columns} FROM jsonb_populate_record(NULL::${table}, $1)`;
    return app.sql([`INSERT INTO ${table} (${columns})`, from].join(' '), [JSON.stringify(all)]);
  }

  const notes = (text: string | null, at: string | null = NOW) => ({ notes: text, noted_at: at });
  const plainly = { profile: true, health: true, workouts: true, diet: true, progress: true };
  const pair = (row: object = {}) => add('connections', { ...plainly, ...row });
  const waiting = { kind: 'slot', status: 'waiting', created_at: NOW, updated_at: NOW };
  const slot = { kind: 'booking', status: 'pending', slot_number: 1, ...booked() };

  it.each([
    ['connections_two_people', () => pair({ client_id: coach.id })],
    ['connections_notes_length', () => pair(notes(''))],
    ['connections_notes_length', () => pair(notes('x'.repeat(10_001)))],
    ['connections_notes_whole', () => pair(notes('x', null))],
    ['connections_notes_whole', () => pair(notes(null))],
  ])('refuses what breaks %s', async (constraint, write) => {
    await refuses(constraint, CHECK, write());
  });

  it('refuses a second row of a pair, and rows of nobody', async () => {
    await pair();
    await refuses('connections_pkey', UNIQUE, pair());
    await refuses('connections_coach_id_fkey', FOREIGN_KEY, pair({ coach_id: NOBODY }));
    await refuses('connections_client_id_fkey', FOREIGN_KEY, pair({ client_id: NOBODY }));
  });

  it.each(['coach', 'client'] as const)('refuses a row of a deleted %s', async (who) => {
    const admin = await app.admin();
    const { id } = who === 'coach' ? coach : client;
    await admin.delete(`/admin/users/${id}`);
    await refuses('connections_people_alive', CHECK, pair());
  });

  it('refuses bookings, holds and places on waitlists of a blocked client, and of nobody else', async () => {
    await pair({ blocked_at: NOW });
    await refuses('bookings_client_not_blocked', CHECK, add('bookings', slot));
    const hold = { ...slot, kind: 'hold', slot_number: null, scheduled_at: NOW, ends_at: '2030-01-01T13:00:00Z' };
    const held = { ...hold, hold_id: '0f9b2c1e-6f0a-4a53-9d0a-3a4d2f1c7b11', held_until: NOW };
    await refuses('bookings_client_not_blocked', CHECK, add('bookings', held));
    await refuses('waitlist_entries_client_not_blocked', CHECK, add('waitlist_entries', waiting));
    const { id: other } = await app.client();
    await add('waitlist_entries', { ...waiting, client_id: other });
    await add('bookings', { ...slot, client_id: other });
  });

  /** What jsonb_populate_record cannot leave to the defaults. */
  function booked() {
    const minutes = { buffer_before: 0, buffer_after: 0, move_notice_minutes: 0, cancel_notice_minutes: 0 };
    const percents = { late_cancellation_percent: 0, no_show_percent: 0 };
    return { ...minutes, ...percents, sequence: 0, is_late_cancellation: false, created_at: NOW, updated_at: NOW };
  }
});
