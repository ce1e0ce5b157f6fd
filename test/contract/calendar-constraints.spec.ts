import { randomUUID } from 'node:crypto';
import { TestApp } from '../support/app.js';
import { CHECK, FOREIGN_KEY, refuses, UNIQUE } from '../support/violations.js';

const GOOGLE = { kind: 'google', number: null, address: null, host: null };
const NOW = '2030-01-01T12:00:00Z';

/** Like constraints.spec.ts, for calendars that coaches keep elsewhere. */
describe('PostgreSQL', () => {
  let app: TestApp;
  let calendarId: string;
  let feed: object;
  let busy: object;

  beforeAll(async () => {
    app = await TestApp.start();
  });

  beforeEach(async () => {
    const { id: coachId } = await app.coach();
    calendarId = randomUUID();
    feed = {
      coach_id: coachId,
      kind: 'feed',
      number: 1,
      address: 'sealed',
      host: 'calendar.example',
      next_fetch_at: NOW,
    };
    busy = { calendar_id: calendarId, coach_id: coachId, starts_at: '2030-01-01T09:00Z', ends_at: NOW };
    await add('external_calendars', { ...feed, id: calendarId });
  });

  afterAll(() => app.stop());

  function add(table: 'external_calendars' | 'busy_times', row: object): Promise<unknown> {
    const whole = { ...(table === 'external_calendars' && { id: randomUUID() }), ...row };
    const columns = Object.keys(whole).join(', ');
    const from = `SELECT ${columns} FROM jsonb_populate_record(NULL::${table}, $1)`;
    return app.sql([`INSERT INTO ${table} (${columns})`, from].join(' '), [JSON.stringify(whole)]);
  }

  it.each([
    ['external_calendars_number_limits', { number: 0 }],
    ['external_calendars_number_limits', { number: 11 }],
    ['external_calendars_kind_is_whole', { kind: 'outlook' }],
    ['external_calendars_kind_is_whole', { kind: 'google' }],
    ['external_calendars_kind_is_whole', { number: null }],
    ['external_calendars_kind_is_whole', { address: null }],
    ['external_calendars_kind_is_whole', { host: null }],
    ['external_calendars_description_length', { description: '' }],
    ['external_calendars_description_length', { description: 'x'.repeat(201) }],
    ['external_calendars_failing_has_fault', { fault: 'too-slow' }],
    ['external_calendars_failing_has_fault', { failing_since: NOW }],
  ])('refuses a calendar that breaks %s: %j', async (constraint, wrong) => {
    await refuses(constraint, CHECK, add('external_calendars', { ...feed, number: 2, ...wrong }));
  });

  it('refuses a calendar of nobody', async () => {
    await refuses('external_calendars_coach_id_fkey', FOREIGN_KEY, add('external_calendars', { ...feed, coach_id: 0 }));
  });

  it('refuses two feeds of a coach with one number, and a second Google calendar', async () => {
    await refuses('external_calendars_number_key', UNIQUE, add('external_calendars', feed));
    await add('external_calendars', { ...feed, ...GOOGLE });
    await refuses('external_calendars_google_key', UNIQUE, add('external_calendars', { ...feed, ...GOOGLE }));
  });

  it('refuses busy times that have no calendar or no length, and a second one with one start', async () => {
    await add('busy_times', busy);
    await refuses('busy_times_pkey', UNIQUE, add('busy_times', { ...busy, ends_at: '2030-01-01T13:00Z' }));
    const none = { ...busy, calendar_id: randomUUID() };
    await refuses('busy_times_calendar_id_fkey', FOREIGN_KEY, add('busy_times', none));
    const short = { ...busy, ends_at: '2030-01-01T09:00Z' };
    await refuses('busy_times_end_after_start', CHECK, add('busy_times', short));
  });
});
