import { randomUUID } from 'node:crypto';
import { AccessTokensService } from '../../src/auth/access/access-tokens.service.js';
import { AccountLinksService } from '../../src/auth/links/account-links.service.js';
import type { LinkPurpose } from '../../src/auth/links/link-purposes.js';
import type { OpenLoginSession } from '../../src/auth/logins/login-sessions.service.js';
import { Database } from '../../src/database/database.js';
import { DETAILS } from '../../src/calendars/calendar-feed.entity.js';
import { PASSWORD, type Person, type TestApp } from '../support/app.js';
import { forged } from '../support/forged.js';
import { externalCalendar } from '../support/busy-times.js';
import { googleConflict } from '../support/google-rows.js';
import { calendarFeed } from '../support/calendars.js';
import { failedDelivery, insert, notificationOf, webhookDelivery, webhookOf } from '../support/rows.js';
import { paymentsOf } from './fuzz-payments.js';
import { missedBy, reviewsOf } from './fuzz-reviews.js';
import { ROWS, scheduleOf, seriesOf, waitlistOf } from './fuzz-schedule.js';

/** The callers. `patient` is the user whom they ask about: a client who is connected with `coach` and sends nothing. */
const CAST = ['client', 'other', 'coach', 'stranger', 'admin'] as const;
type Role = (typeof CAST)[number];

/** Kinds of bad tokens, besides no token. */
const BAD = ['ended', 'expired', 'forged', 'garbage', 'two words', 'basic', 'long'] as const;

/** All callers. A `spare` one is used once, by requests that end sessions or change passwords. */
export const CALLERS = [...CAST, 'nobody', ...BAD] as const;
export type CallerName = (typeof CALLERS)[number] | 'spare';

/** A text in the patient's profile, logs and plans, which only the patient's coach and admins may see. */
export const CANARY = 'canary-in-the-patient-record';

/** Existing ids by the name of a parameter or field; for `id`, by the segment before it in the path. */
export type Ids = Readonly<Record<string, readonly (number | string)[]>>;

/** Ids of people and bookings start here, so that small random numbers do not hit them. */
const FAR = 1_000_000;

/** The users, some of them to be used up, and a row of every kind. */
export class FuzzWorld {
  private constructor(
    private readonly app: TestApp,
    private readonly cast: Readonly<Record<Role, Person>>,
    private readonly expendable: Person,
    readonly ids: Ids,
  ) {}

  /** Call it before the first world. */
  static async prepare(app: TestApp): Promise<void> {
    await app.sql(`SELECT setval('users_id_seq', greatest(nextval('users_id_seq'), $1))`, [FAR]);
    await app.sql(`SELECT setval('bookings_id_seq', greatest(nextval('bookings_id_seq'), $1))`, [FAR]);
  }

  static async create(app: TestApp): Promise<FuzzWorld> {
    // Otherwise failed logins of the previous world would throttle this one.
    await app.sql('DELETE FROM login_throttles');
    const record = { injuries: CANARY, targetGoals: CANARY, healthComplications: CANARY };
    const [client, other, coach, stranger, admin, patient, expendable] = await Promise.all([
      app.client(),
      app.client(),
      app.coach(),
      app.coach(),
      app.admin(),
      app.client(record),
      app.client(),
    ]);
    const passersBy = await Promise.all([app.client(), app.client(), app.coach(), app.coach(), app.admin()]);
    const cast = { client, other, coach, stranger, admin };
    await rowsOf(app, patient.id, CANARY);
    await bookingsOf(app, coach, [patient], ['completed']);
    const bookings = await bookingsOf(app, coach, [client, client, other], ['pending', 'confirmed', 'completed']);
    const { reviews, sessions } = await reviewsOf(app, coach, client);
    const missed = await missedBy(app, coach, client);
    const schedule = await scheduleOf(app, coach, client);
    const { sessions: priced, ...money } = await paymentsOf(app, coach, client);
    const clients = [client.id, other.id, passersBy[0].id];
    const ids = {
      user_id: passersBy.map(({ id }) => id),
      client_id: [...clients, patient.id],
      coach_id: [coach.id, stranger.id, passersBy[2].id],
      bookings: [...bookings, ...sessions, ...missed, ...priced],
      ...money,
      reviews,
      waitlist: await waitlistOf(app, [coach, stranger, passersBy[2], passersBy[3]], [client, other, passersBy[0]]),
      notifications: [await insert(app, 'notifications', await notificationOf(app, client.id))],
      ...(await rowsOf(app, client.id)),
      ...(await calendarsOf(app, [client, coach])),
      calendar_id: await Promise.all([externalCalendar(app, coach), externalCalendar(app, stranger)]),
      conflict_id: [await googleConflict(app, coach, bookings[0] as number)],
      ...(await webhooksOf(app, coach)),
      ...schedule,
      ...(await seriesOf(app, coach, client)),
    };
    return new FuzzWorld(app, cast, expendable, ids);
  }

  /** The Authorization header of a caller. */
  async authorization(name: CallerName): Promise<string | undefined> {
    const { client } = this.cast;
    switch (name) {
      case 'nobody':
        return undefined;
      case 'spare':
        return `Bearer ${await this.spare()}`;
      case 'ended':
        return `Bearer ${forged(client, { payload: { sid: randomUUID() } })}`;
      case 'expired':
        return `Bearer ${forged(client, { payload: { exp: 1 } })}`;
      case 'forged':
        return `Bearer ${forged(client, { secret: 'not the secret of this server, though as long' })}`;
      case 'garbage':
        return 'Bearer a.b.c';
      case 'two words':
        return `Bearer ${client.token} x`;
      case 'basic':
        return 'Basic YTpi';
      case 'long':
        return `Bearer ${'x'.repeat(1_000_000)}`;
      case 'client':
      case 'other':
      case 'coach':
      case 'stranger':
      case 'admin':
        return `Bearer ${this.cast[name].token}`;
    }
  }

  /** The body with the right secrets: without them nearly every such request is refused. */
  async withSecrets(operation: string, body: string | undefined): Promise<string | undefined> {
    const [, route = ''] = /\/api\/v1\/auth\/(.*)$/.exec(operation) ?? [];
    const secrets = this.secrets[route];
    return body === undefined || secrets === undefined ? body : JSON.stringify(await secrets());
  }

  /** Bodies that work, by the path behind /auth/. They change as little as they can. */
  private readonly secrets: Readonly<Record<string, () => object | Promise<object>>> = {
    login: () => ({ email: this.expendable.email, password: PASSWORD }),
    refresh: async () => ({ refresh_token: (await this.open()).refreshToken }),
    password: () => ({ current_password: PASSWORD, new_password: PASSWORD }),
    email: () => ({ password: PASSWORD, new_email: this.expendable.email }),
    'email/confirm': async () => ({ token: await this.token('email') }),
    'verify-email': async () => ({ token: await this.token('verify') }),
    'password-reset/confirm': async () => ({ token: await this.token('reset'), new_password: PASSWORD }),
  };

  /** Of a link that works, unless another request ends it before it is used. */
  private async token(purpose: LinkPurpose): Promise<string> {
    const { id: userId, email } = this.expendable;
    const { nest } = this.app;
    const links = nest.get(AccountLinksService);
    const link = { purpose, email, userId, ...(purpose === 'email' && { oldEmail: email }) };
    return links.tokenOf((await links.open(nest.get(Database), link)).id);
  }

  private async spare(): Promise<string> {
    const { userId, sessionId } = await this.open();
    return this.app.nest.get(AccessTokensService).issue(userId, sessionId);
  }

  private open(): Promise<OpenLoginSession> {
    return this.app.openSession(this.expendable.id);
  }
}

/** Adds logs and plans of each kind, and feedback. Returns their ids by the segment before them in the path. */
async function rowsOf(app: TestApp, userId: number, text = 'their own'): Promise<Ids> {
  const owner = { user_id: userId };
  const plan = { ...owner, name: text, description: text, start_date: '2026-11-01' };
  const workout = { ...owner, workout_date: '2026-11-01', exercise_name: text, notes: text };
  const meal = { ...owner, meal_date: '2026-11-01', meal_type: 'lunch', food_name: text, notes: text };
  const several = (table: string, row: object) =>
    Promise.all(Array.from({ length: ROWS }, () => insert(app, table, row)));
  return {
    'workout-logs': await several('workout_logs', workout),
    'diet-logs': await several('diet_logs', meal),
    'workout-plans': await several('workout_plans', plan),
    'diet-plans': await several('diet_plans', plan),
    feedback: await several('feedback', { ...owner, message: text }),
    deliveries: await Promise.all(Array.from({ length: ROWS }, () => insert(app, 'deliveries', failedDelivery()))),
  };
}

/** Some endpoints of the coach and of the platform, with messages that failed. */
async function webhooksOf(app: TestApp, coach: Person): Promise<Ids> {
  const owners = [coach.id, coach.id, coach.id, null, null];
  const webhooks = await Promise.all(owners.map((owner) => insert(app, 'webhooks', webhookOf(owner))));
  const messages = webhooks.map((id) => insert(app, 'webhook_deliveries', webhookDelivery(id)));
  return { webhooks, delivery_id: await Promise.all(messages) };
}

/** Some calendar feeds of each: clients and coaches delete them. */
async function calendarsOf(app: TestApp, people: readonly Person[]): Promise<Ids> {
  const feeds = await Promise.all(
    people.flatMap((person) => DETAILS.map((detail) => calendarFeed(app, person, detail))),
  );
  return { calendars: feeds.map(({ id }) => id), secret: feeds.map(({ secret }) => secret) };
}

type Status = 'pending' | 'confirmed' | 'completed' | 'cancelled';

/** Adds bookings with these statuses, each in another slot and on another day. */
async function bookingsOf(app: TestApp, coach: Person, clients: readonly Person[], statuses: readonly Status[]) {
  const rows = clients.flatMap((client) => statuses.map((status) => ({ client_id: client.id, status })));
  return Promise.all(
    rows.map((row, index) => {
      const day = `2034-01-${String(index + 1).padStart(2, '0')}`;
      const time = { scheduled_at: `${day}T09:00:00Z`, ends_at: `${day}T10:00:00Z` };
      return insert(app, 'bookings', { ...row, ...time, coach_id: coach.id, slot_number: index + 1 });
    }),
  );
}
