import { randomUUID } from 'node:crypto';
import { type Person, TestApp } from '../support/app.js';
import { CHECK, FOREIGN_KEY, refuses, UNIQUE } from '../support/violations.js';

const NOW = '2030-01-01T12:00:00Z';
const LATER = '2030-01-01T13:00:00Z';

type Table =
  | ('external_calendars' | 'google_authorisations' | 'google_calendars' | 'google_busy_events')
  | ('google_events' | 'google_conflicts');

/** Like constraints.spec.ts, for calendars at Google. */
describe('PostgreSQL', () => {
  let app: TestApp;
  let coach: Person;
  let calendar_id: string;

  beforeAll(async () => {
    app = await TestApp.start();
  });

  beforeEach(async () => {
    coach = await app.coach();
    calendar_id = randomUUID();
    await add('external_calendars', { id: calendar_id, coach_id: coach.id, kind: 'google' });
    await add('google_calendars', connection());
    await add('google_events', event());
  });

  afterAll(() => app.stop());

  const connection = () => ({ calendar_id, coach_id: coach.id, refresh_token: 'sealed', due_at: NOW });
  const event = () => ({ calendar_id, subject_kind: 'booking', subject_id: 1, event_id: 'booking1' });
  const conflict = () => ({ calendar_id, subject_kind: 'booking', subject_id: 1, etag: '', seen_at: NOW });
  const busy = () => ({ calendar_id, event_id: 'theirs', starts_at: NOW, ends_at: LATER });
  const asked = () => ({
    coach_id: coach.id,
    state_hash: `\\x${'00'.repeat(32)}`,
    verifier: 'sealed',
    expires_at: NOW,
  });

  function add(table: Table, row: object): Promise<unknown> {
    const columns = Object.keys(row).join(', ');
    const from = `SELECT ${columns} FROM jsonb_populate_record(NULL::${table}, $1)`;
    return app.sql([`INSERT INTO ${table} (${columns})`, from].join(' '), [JSON.stringify(row)]);
  }

  it.each([
    ['google_authorisations_sha256', () => add('google_authorisations', { ...asked(), state_hash: '\\x00' })],
    ['google_busy_events_end_after_start', () => add('google_busy_events', { ...busy(), ends_at: NOW })],
    ['google_events_subject_kind', () => add('google_events', { ...event(), subject_kind: 'hold', event_id: 'other' })],
    [
      'google_events_written',
      () => add('google_events', { ...event(), subject_id: 2, event_id: 'other', etag: '"1"' }),
    ],
    ['google_conflicts_time_whole', () => add('google_conflicts', { ...conflict(), google_starts_at: NOW })],
  ])('refuses what breaks %s', async (constraint, write) => {
    await refuses(constraint, CHECK, write());
  });

  it.each([
    ['google_authorisations_coach_id_fkey', () => add('google_authorisations', { ...asked(), coach_id: 0 })],
    [
      'google_calendars_calendar_id_fkey',
      () => add('google_calendars', { ...connection(), coach_id: 0, calendar_id: randomUUID() }),
    ],
    ['google_busy_events_calendar_id_fkey', () => add('google_busy_events', { ...busy(), calendar_id: randomUUID() })],
    ['google_events_calendar_id_fkey', () => add('google_events', { ...event(), calendar_id: randomUUID() })],
    ['google_conflicts_event_fkey', () => add('google_conflicts', { ...conflict(), subject_id: 2 })],
  ])('refuses what breaks %s', async (constraint, write) => {
    await refuses(constraint, FOREIGN_KEY, write());
  });

  it('refuses a second calendar of a coach, a second event of a session, a second conflict of an event', async () => {
    const other = randomUUID();
    await add('external_calendars', { id: other, coach_id: (await app.coach()).id, kind: 'google' });
    await refuses(
      'google_calendars_coach_id_key',
      UNIQUE,
      add('google_calendars', { ...connection(), calendar_id: other }),
    );
    const again = { ...connection(), coach_id: (await app.coach()).id };
    await refuses('google_calendars_pkey', UNIQUE, add('google_calendars', again));
    await refuses('google_events_pkey', UNIQUE, add('google_events', { ...event(), event_id: 'other' }));
    await refuses('google_events_event_id_key', UNIQUE, add('google_events', { ...event(), subject_id: 2 }));
    await add('google_authorisations', asked());
    await refuses('google_authorisations_pkey', UNIQUE, add('google_authorisations', asked()));
    await add('google_busy_events', busy());
    await refuses('google_busy_events_pkey', UNIQUE, add('google_busy_events', busy()));
    await add('google_conflicts', conflict());
    await refuses('google_conflicts_once', UNIQUE, add('google_conflicts', conflict()));
  });
});
