import { randomUUID } from 'node:crypto';
import { type Person, TestApp } from '../support/app.js';
import { groupType } from '../support/group-sessions.js';
import { expectRefusal } from '../support/refusals.js';
import { insert } from '../support/rows.js';
import { opened } from '../support/schedules.js';
import { ACCESS, type Row } from './access-table.js';

const NOON = new Date('2027-03-20T12:00:00Z');
const TEN = '2027-03-22T10:00:00.000Z';

/** What shows group sessions and waitlists themselves, never ends, or is no figure of ours. */
const OTHERS = /group-sessions|waitlist|bookings\/times|stream|access-log|health|metrics/;
const LISTS = ACCESS.map(([operation]) => operation).filter(
  (operation) => /^GET [^{]+$/.test(operation) && !OTHERS.test(operation),
);

/** The column of a role in the table. */
const COLUMNS = { client: 2, coach: 4, admin: 6 } as const satisfies Record<string, keyof Row>;

/** Each problem document has a number of its own. */
const unnumbered = (answer: unknown) => JSON.stringify(answer).replaceAll(/urn:uuid:[\w-]+/g, 'urn:uuid');

describe('rows of bookings that are no bookings: holds, offers, and those that keep the time of group sessions', () => {
  let app: TestApp;
  let people: Record<keyof typeof COLUMNS, Person>;
  let hidden: number[];
  let type: number;

  beforeAll(async () => {
    app = await TestApp.start();
    app.setTime(NOON);
    const [client, coach, admin] = await Promise.all([app.client(), app.coach(), app.admin()]);
    people = { client, coach, admin };
    type = await opened(app, coach);
  });

  afterAll(() => app.stop());

  const allAnswers = async () => {
    const answers: Record<string, unknown> = {};
    for (const operation of LISTS) {
      const row = ACCESS.find(([name]) => name === operation)!;
      for (const [role, column] of Object.entries(COLUMNS)) {
        if (row[column] !== 200) continue;
        const { status, body } = await people[role as keyof typeof COLUMNS].get(operation.slice('GET '.length));
        answers[`${operation} as ${role}`] = { status, body };
      }
    }
    return answers;
  };

  const addHidden = async () => {
    const pair = { coach_id: people.coach.id, client_id: people.client.id };
    const held = () => ({ hold_id: randomUUID(), held_until: '2027-03-20T13:00:00Z' });
    const time = (day: number) => ({ scheduled_at: `2027-03-${day}T10:00:00Z`, ends_at: `2027-03-${day}T11:00:00Z` });
    const hold = await insert(app, 'bookings', { kind: 'hold', ...pair, ...held(), ...time(24) });
    const period = { from_date: '2027-03-22', to_date: '2027-03-30', expires_at: '2027-03-31T00:00:00Z' };
    const entry = await insert(app, 'waitlist_entries', { ...pair, kind: 'time', session_type_id: type, ...period });
    const offer = await insert(app, 'bookings', {
      kind: 'offer',
      ...pair,
      ...held(),
      ...time(25),
      waitlist_entry_id: entry,
    });
    const session_type_id = await groupType(app, people.coach, { capacity: 3 });
    const answer = await people.coach.post('/coach/group-sessions', { session_type_id, starts_at: TEN });
    expect(answer.status).toBe(201);
    const [kept] = await app.sql<{ id: number }>(`SELECT id FROM bookings WHERE kind = 'group_session'`);
    return [hold, offer, kept!.id];
  };

  it('change no list, no figure and no connection, for anybody', async () => {
    const before = await allAnswers();
    hidden = await addHidden();
    const after = await allAnswers();
    expect(Object.keys(before).length).toBeGreaterThan(40);
    const isSessionType = (name: string) => name.startsWith('GET /coach/session-types');
    for (const [name, answer] of Object.entries(after)) {
      if (!isSessionType(name))
        expect({ name, answer: unnumbered(answer) }).toEqual({ name, answer: unnumbered(before[name]) });
    }
  });

  it('are no booking for those who know their id', async () => {
    for (const id of hidden) {
      for (const by of Object.values(people)) {
        for (const path of ['', '/history', '/calendar.ics']) {
          expectRefusal(await by.get(`/bookings/bookings/${id}${path}`), 404, 'booking-not-found');
        }
        expectRefusal(await by.put(`/bookings/bookings/${id}`, { status: 'cancelled' }), 404, 'booking-not-found');
        const move = { scheduled_at: '2027-03-26T10:00:00Z' };
        expectRefusal(await by.post(`/bookings/bookings/${id}/move`, move), 404, 'booking-not-found');
      }
    }
    const rows = await app.sql(`SELECT FROM booking_history WHERE booking_id = ANY ($1)`, [hidden]);
    const events = await app.sql(`SELECT FROM events WHERE subject_kind = 'booking' AND subject_id = ANY ($1)`, [
      hidden,
    ]);
    expect([rows.length, events.length]).toEqual([0, 0]);
  });

  it('connect nobody', async () => {
    expect((await people.coach.get('/coach/clients')).body).toEqual([]);
    expectRefusal(await people.coach.get(`/coach/clients/${people.client.id}`), 403, 'not-connected');
  });
});
