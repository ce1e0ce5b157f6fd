import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT_ROOT } from '../../src/config/project-root.js';
import { EVENT_TYPES } from '../../src/outbox/event-types.js';
import { bodyOf, type ToldEvent } from '../../src/webhooks/domain/message.js';
import { EVENT_EXAMPLES } from '../../src/webhooks/event-examples.js';
import { WebhookSenderService } from '../../src/webhooks/sending/webhook-sender.service.js';
import { lastTokenTo } from '../support/account-links.js';
import { PASSWORD, type Person, TestApp } from '../support/app.js';
import { keepMails } from '../support/deliveries.js';
import { makeExports } from '../support/exports.js';
import { pay } from '../support/payments.js';
import { Receiver } from '../support/receiver.js';
import { completedSession } from '../support/reviews.js';
import { insert } from '../support/rows.js';
import { groupSession, groupType } from '../support/group-sessions.js';
import { opened } from '../support/schedules.js';
import { offered } from '../support/waitlists.js';
import { workOff } from '../support/worker.js';

/** REWRITE_EVENTS=on accepts the examples as they are now. Read the differences before you commit them. */
const ACCEPTS = process.env['REWRITE_EVENTS'] === 'on';
const PAGE = join(PROJECT_ROOT, 'docs/events.md');
const SOURCE = join(PROJECT_ROOT, 'src/webhooks/event-examples.ts');

const FIRST = `
  SELECT DISTINCT ON (type) type, subject_kind AS "subjectKind", subject_id AS "subjectId", sequence, at, data,
         jsonb_build_object('id', actor_id, 'role', actor_role) AS actor
    FROM events ORDER BY type, id`;

/** What stands for the ids of this run. */
const SUBJECTS: Record<string, number> = {
  ...{ booking: 42, group_session: 6, series: 4, waitlist_entry: 9, review: 31, payment: 17, account: 12, webhook: 1 },
};
/** Nine o’clock of a day to come. */
const inDays = (days: number) => new Date((Math.floor(Date.now() / DAY) + days) * DAY + 9 * 3_600_000).toISOString();
const DAY = 86_400_000;

const MOMENT = '2027-01-12T09:00:00.000Z';

describe('the events', () => {
  let app: TestApp;
  let receiver: Receiver;
  let coach: Person;
  let client: Person;
  let admin: Person;

  beforeAll(async () => {
    receiver = await Receiver.start();
    app = await TestApp.start({ ALLOW_LOCAL_WEBHOOKS: 'on' });
    keepMails(app);
    [coach, client, admin] = await Promise.all([app.coach(), app.client(), app.admin()]);
  });

  afterAll(async () => {
    await app.stop();
    await receiver.stop();
  });

  /** Lets every event happen. */
  async function happen(): Promise<void> {
    await bookingsHappen();
    await groupSessionsHappen();
    await waitlistsHappen();
    await outcomesHappen();
    await reviewsHappen();
    await paymentsHappen();
    await accountsHappen();
    await client.post('/users/me/export');
    await makeExports(app);
    receiver.answer = (response) => response.writeHead(410).end();
    const { body } = await coach.post('/webhooks', { url: receiver.url, types: ['*'] });
    await coach.post(`/webhooks/${body.id}/test`);
    await workOff(app);
    await app.nest.get(WebhookSenderService).settled();
  }

  async function bookingsHappen(): Promise<void> {
    const change = (id: number, changed: object) => coach.put(`/bookings/bookings/${id}`, changed);
    const [first, second] = [await app.booked(client, coach, 1), await app.booked(client, coach, 2)];
    await change(first, { status: 'confirmed' });
    await change(first, { scheduled_at: '2030-05-06T09:00:00Z' });
    await change(first, { status: 'completed' });
    await change(second, { status: 'cancelled' });
    const past = { scheduled_at: '2026-01-01T09:00:00Z', ends_at: '2026-01-01T10:00:00Z', status: 'pending' };
    await insert(app, 'bookings', { coach_id: coach.id, client_id: client.id, slot_number: 3, ...past });
    await workOff(app);
    await opened(app, coach);
    const repeated = { every_weeks: 1, count: 3, starts_at: inDays(2) };
    const series = await client.post('/bookings/series', { coach_id: coach.id, ...repeated });
    expect(series.status).toBe(201);
  }

  async function groupSessionsHappen(): Promise<void> {
    const type = await groupType(app, coach, { capacity: 6 });
    const id = await groupSession(coach, type, inDays(3));
    for (const change of [{ starts_at: inDays(4) }, { capacity: 8 }]) {
      await coach.put(`/coach/group-sessions/${id}`, change);
    }
    await coach.delete(`/coach/group-sessions/${id}`);
  }

  async function waitlistsHappen(): Promise<void> {
    const offer = async (slot_number: number) =>
      offered(app, { coach_id: coach.id, client_id: (await app.client()).id, slot_number });
    const take = 'DELETE FROM bookings WHERE waitlist_entry_id = $1';
    const become = (id: number, status: string) =>
      app.sql(`UPDATE waitlist_entries SET status = $2 WHERE id = $1`, [id, status]);
    const returned = await offer(4);
    await app.sql(take, [returned]);
    await become(returned, 'waiting');
    await app.sql(`UPDATE waitlist_entries SET skipped_for = 'client-limit' WHERE id = $1`, [returned]);
    await become(returned, 'expired');
    for (const status of ['booked', 'left', 'expired']) {
      const entry = await offer(5);
      await become(entry, status);
      await app.sql(take, [entry]);
    }
  }

  async function outcomesHappen(): Promise<void> {
    const [missed] = [await completedSession(app, coach, client)];
    const say = (outcome: string) => admin.post(`/bookings/bookings/${missed}/attendance`, { outcome });
    await say('client_no_show');
    await client.post(`/bookings/bookings/${missed}/attendance/contest`, { reason: 'I was there.' });
    await say('attended');
    const time = { coach_id: coach.id, client_id: client.id, scheduled_at: inDays(5), ends_at: inDays(6) };
    const late = {
      status: 'cancelled',
      cancelled_by: 'client',
      is_late_cancellation: true,
      late_cancellation_percent: 50,
    };
    await insert(app, 'bookings', { ...time, ...late });
    await insert(app, 'bookings', { ...time, status: 'confirmed' });
  }

  async function reviewsHappen(): Promise<void> {
    const booking = await completedSession(app, coach, client);
    const { body } = await client.post(`/bookings/bookings/${booking}/review`, { rating: 5 });
    const review = `/bookings/coaches/${coach.id}/reviews/${body.id}`;
    await coach.put(`${review}/reply`, { text: 'Thank you!' });
    await coach.post(`${review}/report`, { reason: 'Rude.' });
    await admin.put(`/admin/reviews/${body.id}`, { status: 'removed', reason: 'Rude.' });
  }

  async function paymentsHappen(): Promise<void> {
    const price = { amount_minor: 4_500, currency: 'EUR' };
    const { body: type } = await coach.post('/coach/session-types', {
      ...{ name: 'Technique check', minutes: 30, price, payment: 'to_book' },
    });
    const payingFor = async (day: number) => {
      const wish = { coach_id: coach.id, session_type_id: type.id, scheduled_at: inDays(day) };
      const { body } = await client.post('/bookings/book', wish);
      const checkout = await client.post(`/bookings/bookings/${body.id}/checkout`);
      const cancel = () => client.put(`/bookings/bookings/${body.id}`, { status: 'cancelled' });
      return { pay: () => pay(app, checkout.body.checkout_url as string), cancel };
    };
    const [inTime, tooLate] = [await payingFor(7), await payingFor(8)];
    await inTime.pay();
    await inTime.cancel();
    await tooLate.cancel();
    await tooLate.pay();
    await workOff(app);
  }

  async function accountsHappen(): Promise<void> {
    const email = 'jo@example.com';
    const person = { email, password: PASSWORD, full_name: 'Jo Miller' };
    const { body } = await app.nobody.post('/auth/signup', person);
    await workOff(app);
    await app.nobody.post('/auth/verify-email', { token: await lastTokenTo(app, email, 'verify') });
    const jo = app.with(body.access_token as string);
    await jo.put('/users/me/settings', { time_zone: 'Europe/Berlin', mail: { reminders: false } });
    await jo.post('/auth/email', { password: PASSWORD, new_email: 'jo.miller@example.com' });
    const token = await lastTokenTo(app, 'jo.miller@example.com', 'email');
    await app.nobody.post('/auth/email/confirm', { token });
    await jo.post('/auth/password', { current_password: PASSWORD, new_password: 'another horse staple 2027' });
    const [{ id } = { id: 0 }] = await app.sql<{ id: number }>(
      `SELECT id FROM users WHERE email = 'jo.miller@example.com'`,
    );
    await admin.put(`/admin/users/${id}`, { full_name: 'Jo M. Miller' });
    await admin.delete(`/admin/users/${id}`);
  }

  /** The example of an event: the same keys, with ids and times that stay the same. */
  function exampleOf(event: ToldEvent): object {
    const text = bodyOf({ ...event, subjectId: SUBJECTS[event.subjectKind] ?? 0 });
    const userId = (id: number) => (id === coach.id ? 3 : id === admin.id ? 1 : 12);
    return JSON.parse(text, (key, value: unknown) => {
      if (typeof value === 'string' && /^\d{4}-\d\d-\d\dT/.test(value)) return MOMENT;
      if (key === 'host') return 'hooks.example.com';
      if (key === 'coach_id' || key === 'client_id') return value === null ? null : userId(value as number);
      if (key === 'group_session_id' && value !== null) return SUBJECTS['group_session'];
      if (key === 'booking_id' && value !== null) return SUBJECTS['booking'];
      if (key === 'actor') {
        const { id, role } = value as { id: number | null; role: string };
        return { id: id === null ? null : userId(id), role };
      }
      return value;
    }) as object;
  }

  it('are those of the list, each with the example that docs/events.md and OpenAPI show', async () => {
    await happen();
    const events = await app.sql<ToldEvent>(FIRST);
    const examples = new Map(events.map((event) => [event.type, exampleOf(event)]));
    expect([...examples.keys()].sort()).toEqual([...EVENT_TYPES].sort());
    const inOrder = EVENT_TYPES.map((type) => [type, examples.get(type)] as const);
    if (ACCEPTS) rewrite(inOrder);
    expect(EVENT_EXAMPLES).toEqual(Object.fromEntries(inOrder));
    expect(readFileSync(PAGE, 'utf8')).toContain(pageOf(inOrder));
  });
});

type Examples = readonly (readonly [type: string, example: object | undefined])[];

const HEADING = '## Examples';
const NEXT = '\n## For those';
const COMMENT = '/** An example of each event, as webhooks tell it. A test compares them with what happens. */';

/** Indented, with subject and actor on one line each. */
const textOf = (example: object | undefined) =>
  JSON.stringify(example, null, 2).replaceAll(
    /\{\s+("(?:kind|id)": [^\n]+)\s+("(?:role|id)": [^\n]+)\s+\}/g,
    '{ $1 $2 }',
  );

/** The examples as docs/events.md shows them. */
const pageOf = (examples: Examples): string =>
  examples.map(([type, example]) => `### ${type}\n\n\`\`\`json\n${textOf(example)}\n\`\`\``).join('\n\n');

function rewrite(examples: Examples): void {
  const page = readFileSync(PAGE, 'utf8');
  const [start, end] = [page.indexOf(HEADING) + HEADING.length, page.indexOf(NEXT)];
  writeFileSync(PAGE, `${page.slice(0, start)}\n\n${pageOf(examples)}\n${page.slice(end)}`);
  const lines = examples.map(([type, example]) => `  '${type}': ${JSON.stringify(example)},`);
  const text = [COMMENT, '// prettier-ignore', 'export const EVENT_EXAMPLES = {', ...lines, '};', ''].join('\n');
  writeFileSync(SOURCE, text);
}
