import { randomUUID } from 'node:crypto';
import { PasswordsService } from '../../src/auth/accounts/passwords.service.js';
import type { Person, TestApp } from '../support/app.js';
import { externalCalendar } from '../support/busy-times.js';
import { googleConflict } from '../support/google-rows.js';
import { calendarFeed } from '../support/calendars.js';
import { groupType } from '../support/group-sessions.js';
import { holdByVideo } from '../support/video.js';
import { failedDelivery, insert, notificationOf, webhookDelivery, webhookOf } from '../support/rows.js';
import { tokenOf } from '../support/account-links.js';
import { opened } from '../support/schedules.js';
import { offered } from '../support/waitlists.js';
import type { Sent } from './access-table.js';
import { outcomesOf } from './worlds/outcomes.js';
import { packsOf } from './worlds/packs.js';
import { bookingOf, paidEvent, paymentsOf } from './worlds/payments.js';
import { reviewsOf } from './worlds/reviews.js';

const PASSWORD = 'an uncommon pass phrase';

/** An hour so many days ahead. */
function hourAt(days: number) {
  const start = Math.ceil(Date.now() / 3_600_000) * 3_600_000 + days * 86_400_000;
  const [scheduled_at, ends_at] = [start, start + 3_600_000].map((time) => new Date(time).toISOString()) as [
    string,
    string,
  ];
  return { scheduled_at, ends_at };
}

/** A series of two sessions, a week apart: its id, and that of its first booking. */
async function seriesOf(app: TestApp, pair: object) {
  const first = hourAt(14).scheduled_at;
  const rule = { time_zone: 'UTC', starts_on: first.slice(0, 10), minute_of_day: 60 * Number(first.slice(11, 13)) };
  const every = { every_weeks: 1, weekdays: [new Date(first).getUTCDay() || 7], occurrences: 2 };
  const series = await insert(app, 'series', { ...pair, ...rule, ...every });
  const booking = (days: number) => {
    const at = hourAt(days);
    return insert(app, 'bookings', { ...pair, ...at, series_id: series, series_at: at.scheduled_at });
  };
  const [earlier] = [await booking(14), await booking(21)];
  return { series, 'series-booking': earlier };
}

/** Deletions of users end what they bought and sold. */
const ABOUT_MONEY = /pack|purchase|checkout|payment|credits|earnings|due|DELETE .*users/;

export type Role = 'client' | 'other' | 'coach' | 'stranger' | 'admin';

/** One person of each kind: those who may see a client's booking and health data, and those who may not. */
export class World {
  readonly client: Person;
  readonly other: Person;
  readonly coach: Person;
  readonly stranger: Person;
  readonly admin: Person;

  private constructor(
    readonly app: TestApp,
    people: Record<Role, Person>,
    /** The ids of the client's and the coach's rows, by the path segment before `{id}` or `{date}`, or by the name. */
    private readonly ids: Record<string, number | string>,
    /** A time that is free for everybody. */
    readonly time: string,
    /** A session type of the coach, for groups. */
    readonly groupType: number,
  ) {
    Object.assign(this, people);
  }

  /** Makes a new world, so that changes in it affect no other test. For one `operation` it may lack what only others need. */
  static async of(app: TestApp, operation?: string): Promise<World> {
    const passwordHash = await hashOf(app);
    const [client, other, coach, stranger, admin] = await Promise.all([
      app.client({ passwordHash }),
      app.client({ passwordHash }),
      app.coach({ passwordHash }),
      app.coach({ passwordHash }),
      app.admin({ passwordHash }),
    ]);
    const owner = { user_id: client.id };
    const plan = { ...owner, name: 'Base', start_date: '2026-11-01' };
    const workout = { ...owner, workout_date: '2026-11-01', exercise_name: 'Running' };
    const meal = { ...owner, meal_date: '2026-11-01', meal_type: 'lunch', food_name: 'Rice' };
    const pair = { coach_id: coach.id, client_id: client.id };
    const booking = { ...pair, slot_number: 1, status: 'confirmed', ...hourAt(9) };
    const type = await opened(app, coach);
    await opened(app, stranger);
    // A day on which the coach is away; another one in each world.
    const date = new Date(Date.UTC(2035, 0, coach.id)).toISOString().slice(0, 10);
    const timeOff = { coach_id: coach.id, first_day: date, last_day: date };
    const hold = {
      kind: 'hold',
      ...pair,
      hold_id: randomUUID(),
      held_until: hourAt(8).ends_at,
      ...hourAt(7),
      created_at: hourAt(-900).ends_at,
    };
    await app.sql(`INSERT INTO schedule_dates (coach_id, date, hours) VALUES ($1, $2, '{}')`, [coach.id, date]);
    await insert(app, 'bookings', hold);
    const groups = await groupType(app, coach, { capacity: 8 });
    const { scheduled_at: starts_at, ends_at } = hourAt(6);
    const group = { coach_id: coach.id, session_type_id: groups, session_type_name: 'Mobility', starts_at, ends_at };
    const entry = await offered(app, { ...pair, slot_number: 9 });
    const feed = await calendarFeed(app, coach, 'full');
    const webhook = await insert(app, 'webhooks', webhookOf(coach.id));
    const series = await seriesOf(app, pair);
    return new World(
      app,
      { client, other, coach, stranger, admin },
      {
        bookings: await insert(app, 'bookings', booking),
        'workout-logs': await insert(app, 'workout_logs', workout),
        'diet-logs': await insert(app, 'diet_logs', meal),
        'workout-plans': await insert(app, 'workout_plans', plan),
        'diet-plans': await insert(app, 'diet_plans', plan),
        feedback: await insert(app, 'feedback', { ...owner, message: 'Nice' }),
        'session-types': type,
        'group-sessions': await insert(app, 'group_sessions', { ...group, capacity: 8 }),
        'time-off': await insert(app, 'time_off', timeOff),
        dates: date,
        holds: hold.hold_id,
        waitlist: entry,
        deliveries: await insert(app, 'deliveries', failedDelivery()),
        notifications: await insert(app, 'notifications', await notificationOf(app, client.id)),
        calendars: feed.id,
        calendar_id: await externalCalendar(app, coach),
        webhooks: webhook,
        delivery_id: await insert(app, 'webhook_deliveries', webhookDelivery(webhook)),
        ...series,
        conflict_id: await googleConflict(app, coach, series['series-booking']),
        secret: feed.secret,
        ...(await reviewsOf(app, coach, client)),
        ...(await outcomesOf(app, pair)),
        ...((operation === undefined || ABOUT_MONEY.test(operation)) && {
          ...(await packsOf(app, coach, client)),
          ...(await paymentsOf(app, pair)),
        }),
      },
      hourAt(5).scheduled_at,
      groups,
    );
  }

  /** Something to wait for: times of the coach. */
  get wish(): object {
    const day = this.time.slice(0, 10);
    return { coach_id: this.coach.id, from: day, to: day };
  }

  /** The address of an operation such as `GET /coach/clients/{client_id}`, with this world's ids in it. */
  pathOf(operation: string): string {
    const people: Record<string, Person> = { coach_id: this.coach, client_id: this.client, user_id: this.client };
    const path = operation.slice(operation.indexOf(' ') + 1);
    return path.replaceAll(/([\w-]+)\/\{(\w+)\}/g, (_, owner: string, name: string) => {
      return `${owner}/${people[name]?.id ?? this.ids[name] ?? this.ids[bookingOf(operation)] ?? this.ids[owner]}`;
    });
  }

  series(): Sent {
    return { body: { coach_id: this.coach.id, starts_at: this.time, every_weeks: 1, count: 2 } };
  }

  seriesMove(): Sent {
    return { body: { from: this.ids['series-booking'], starts_at: hourAt(15).scheduled_at } };
  }

  newAccount(): Sent {
    return { body: { email: `${randomUUID()}@example.com`, password: PASSWORD, full_name: 'New Person' } };
  }

  async videoSession(): Promise<Sent> {
    await holdByVideo(this.app, this.ids['bookings'], this.ids['session-types']);
    return {};
  }

  /** The platform has ten at most. */
  async newWebhook(): Promise<Sent> {
    await this.app.sql('DELETE FROM webhooks WHERE coach_id IS NULL');
    return { body: { url: 'https://example.com/hooks', types: ['*'] } };
  }

  payment(): Promise<Sent> {
    return paidEvent(this.app, this.ids);
  }

  ownDeletion(): Sent {
    return { body: { password: PASSWORD, confirm: true } };
  }

  login(): Sent {
    return { body: { email: this.other.email, password: PASSWORD } };
  }

  newPassword(): Sent {
    return { body: { current_password: PASSWORD, new_password: 'another uncommon phrase' } };
  }

  forgotten(): Promise<Sent> {
    return this.withoutThrottle({ body: { email: this.other.email } });
  }

  newEmail(): Promise<Sent> {
    return this.withoutThrottle({ body: { password: PASSWORD, new_email: `${randomUUID()}@example.com` } });
  }

  /** All requests come from one address, which may ask for ten mails. */
  async withoutThrottle(sent: Sent): Promise<Sent> {
    await this.app.sql(
      `DELETE FROM login_throttles WHERE key IN (SELECT key FROM login_throttles FOR UPDATE SKIP LOCKED)`,
    );
    return sent;
  }

  async passwordReset(): Promise<Sent> {
    const token = await tokenOf(this.app, { purpose: 'reset', email: this.other.email });
    return { body: { token, new_password: 'another uncommon phrase' } };
  }

  async verification(): Promise<Sent> {
    const { id: userId, email } = this.other;
    return { body: { token: await tokenOf(this.app, { purpose: 'verify', email, userId }) } };
  }

  async emailChange(): Promise<Sent> {
    const { id: userId, email: oldEmail } = this.other;
    const email = `${randomUUID()}@example.com`;
    return { body: { token: await tokenOf(this.app, { purpose: 'email', email, oldEmail, userId }) } };
  }

  async refresh(): Promise<Sent> {
    const { refreshToken } = await this.app.openSession(this.other.id);
    return { body: { refresh_token: refreshToken } };
  }
}

let passwordHash: Promise<string> | undefined;

/** Hashing is slow on purpose, so everyone here shares one password. */
function hashOf({ nest }: TestApp): Promise<string> {
  return (passwordHash ??= nest.get(PasswordsService).hash(PASSWORD));
}
