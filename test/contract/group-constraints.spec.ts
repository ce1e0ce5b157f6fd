import { type Person, TestApp } from '../support/app.js';
import { insert } from '../support/rows.js';
import { opened } from '../support/schedules.js';
import { CHECK, FOREIGN_KEY, refuses, UNIQUE } from '../support/violations.js';

const NOBODY = 2_000_000_000;
const HOLD_ID = '0f9b2c1e-6f0a-4a53-9d0a-3a4d2f1c7b11';

type Wanted = Readonly<Record<string, unknown>>;

/** Like table-constraints.spec.ts, for group sessions, series and waitlists. */
describe('PostgreSQL', () => {
  let app: TestApp;
  let client: Person;
  let coach: Person;
  let typeId: number;
  let sessionId: number;

  beforeAll(async () => {
    app = await TestApp.start();
    [client, coach] = await Promise.all([app.client(), app.coach()]);
    await opened(app, coach);
    typeId = await insert(app, 'session_types', { coach_id: coach.id, name: 'Mobility', minutes: 60, capacity: 3 });
    sessionId = await add('group_sessions', { starts_at: '2030-05-01T09:00:00Z', ends_at: '2030-05-01T10:00:00Z' });
  });

  afterAll(() => app.stop());

  /** A valid row, by table. */
  const soundRows: Record<string, () => Wanted> = {
    group_sessions: () => ({
      ...{ coach_id: coach.id, session_type_id: typeId, session_type_name: 'Mobility', capacity: 3 },
      ...{ starts_at: '2030-03-01T09:00:00Z', ends_at: '2030-03-01T10:00:00Z' },
    }),
    series: () => ({
      ...{ coach_id: coach.id, client_id: client.id, time_zone: 'Europe/Berlin', starts_on: '2030-03-01' },
      ...{ minute_of_day: 1080, every_weeks: 1, weekdays: [1, 4], occurrences: 12 },
    }),
    waitlist_entries: () => ({ coach_id: coach.id, client_id: client.id, kind: 'slot', status: 'left' }),
    waitlist_freed: () => ({ coach_id: coach.id }),
    bookings: () => ({
      coach_id: coach.id,
      client_id: client.id,
      slot_number: 1,
      status: 'cancelled',
      cancelled_by: 'client',
    }),
  };

  const add = (table: string, wanted: Wanted = {}) => insert(app, table, { ...soundRows[table]!(), ...wanted });

  const days = { from_date: '2030-03-01', to_date: '2030-03-02', expires_at: '2030-03-03T00:00:00Z' };
  const time = () => ({ kind: 'time', session_type_id: typeId, ...days });
  const seat = () => ({ kind: 'seat', group_session_id: sessionId, expires_at: '2030-05-01T09:00:00Z' });

  it('accepts the valid rows that the other tests start from', async () => {
    for (const table of Object.keys(soundRows)) await expect(add(table)).resolves.toBeDefined();
    for (const wanted of [time(), seat()]) await expect(add('waitlist_entries', wanted)).resolves.toBeDefined();
    const until = { occurrences: null, until: '2030-06-01' };
    await expect(add('series', until)).resolves.toBeDefined();
  });

  it.each([
    ['group_sessions_end_after_start', 'ends_at', '2030-03-01T09:00:00Z'],
    ['group_sessions_capacity', 'capacity', 0],
    ['group_sessions_capacity', 'capacity', 501],
    ['group_sessions_seats', 'seats_taken', 4],
    ['group_sessions_seats', 'seats_taken', -1],
    ['series_rule', 'every_weeks', 0],
    ['series_rule', 'every_weeks', 9],
    ['series_rule', 'minute_of_day', 1440],
    ['series_rule', 'weekdays', []],
    ['series_rule', 'weekdays', [8]],
    ['series_end', 'occurrences', 1],
    ['series_end', 'occurrences', 53],
    ['series_end', 'occurrences', null],
    ['series_end', 'until', '2030-04-01'],
    ['waitlist_entries_status', 'status', 'lost'],
    ['waitlist_entries_kind_is_whole', 'kind', 'time'],
    ['waitlist_entries_kind_is_whole', 'kind', 'seat'],
    ['waitlist_entries_kind_is_whole', 'kind', 'room'],
    ['waitlist_entries_kind_is_whole', 'from_date', '2030-03-01'],
  ] as const)('refuses what breaks %s by %s', async (constraint, column, value) => {
    const table = Object.keys(soundRows).find((name) => constraint.startsWith(name))!;
    await refuses(constraint, CHECK, add(table, { [column]: value }));
  });

  it.each([
    ['waitlist_entries_hours', { earliest: 1440 }],
    ['waitlist_entries_hours', { latest: -1 }],
    ['waitlist_entries_weekdays', { weekdays: [] }],
    ['waitlist_entries_weekdays', { weekdays: [0] }],
    ['waitlist_entries_weekdays', { weekdays: [8] }],
    ['waitlist_entries_kind_is_whole', { to_date: '2030-02-01' }],
    ['waitlist_entries_kind_is_whole', { expires_at: null }],
  ])('refuses an entry for a time that breaks %s: %j', async (constraint, wanted) => {
    await refuses(constraint, CHECK, add('waitlist_entries', { ...time(), ...wanted }));
  });

  it.each([
    ['group_sessions', 'coach_id', {}],
    ['group_sessions', 'session_type_id', {}],
    ['series', 'coach_id', {}],
    ['series', 'client_id', {}],
    ['series', 'session_type_id', {}],
    ['waitlist_entries', 'coach_id', {}],
    ['waitlist_entries', 'client_id', {}],
    ['waitlist_entries', 'session_type_id', { kind: 'time', ...days }],
    ['waitlist_entries', 'group_session_id', { kind: 'seat', expires_at: days.expires_at }],
    ['bookings', 'series_id', { series_at: '2030-03-01T09:00:00Z' }],
    ['bookings', 'waitlist_entry_id', offer(1)],
    ['bookings', 'group_session_id', hour(9)],
  ] as [string, string, Wanted][])('refuses a row of %s whose %s does not exist', async (table, column, wanted) => {
    await refuses(`${table}_${column}_fkey`, FOREIGN_KEY, add(table, { ...wanted, [column]: NOBODY }));
  });

  it.each([
    ['waitlist_entries_slot_key', () => ({})],
    ['waitlist_entries_time_key', time],
    ['waitlist_entries_seat_key', seat],
  ])('refuses a second live entry: %s', async (key, wanted) => {
    const live = { ...wanted(), status: 'waiting' };
    await add('waitlist_entries', live);
    await add('waitlist_entries', { ...live, status: 'expired' });
    await refuses(key, UNIQUE, add('waitlist_entries', live));
  });

  it.each([
    ['bookings_series_whole', { series_at: '2030-03-01T09:00:00Z' }],
    ['bookings_kind_is_whole', { client_id: null }],
    ['bookings_kind_is_whole', { kind: 'group_session' }],
    [
      'bookings_kind_is_whole',
      { kind: 'group_session', client_id: null, ...hour(9), status: 'pending', cancelled_by: null },
    ],
    ['bookings_kind_is_whole', { ...offer(1), waitlist_entry_id: null }],
    ['bookings_kind_is_whole', { ...offer(1), ...hour(9), slot_number: 1 }],
    ['bookings_kind_is_whole', { ...offer(1), status: 'confirmed' }],
    ['bookings_kind_is_whole', { ...offer(1), held_until: null }],
  ] as [string, Wanted][])('refuses a row of bookings that breaks %s: %j', async (constraint, wanted) => {
    await refuses(constraint, CHECK, add('bookings', wanted));
  });

  it('refuses a seat on a slot, a seat without a time, and a second row that keeps the time of a group session', async () => {
    const ofSession = { group_session_id: sessionId };
    for (const wrong of [ofSession, { ...ofSession, ...hour(9), slot_number: 1 }]) {
      await refuses('bookings_kind_is_whole', CHECK, add('bookings', wrong));
    }
    const second = {
      kind: 'group_session',
      client_id: null,
      ...ofSession,
      ...hour(15),
      status: 'pending',
      cancelled_by: null,
    };
    await refuses('bookings_group_session_key', UNIQUE, add('bookings', second));
  });
});

/** An hour of a day, of no slot. */
function hour(start: number) {
  const at = (clock: number) => `2030-04-01T${String(clock).padStart(2, '0')}:00:00Z`;
  return { slot_number: null, scheduled_at: at(start), ends_at: at(start + 1) };
}

/** An offer of a slot, for an entry that is not there. */
function offer(slot: number) {
  const pending = { status: 'pending', cancelled_by: null };
  return {
    kind: 'offer',
    slot_number: slot,
    hold_id: HOLD_ID,
    held_until: 'infinity',
    waitlist_entry_id: NOBODY,
    ...pending,
  };
}
