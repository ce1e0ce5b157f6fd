import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DataSource } from 'typeorm';
import { AppModule } from '../../src/app.module.js';
import { AccessTokensService } from '../../src/auth/access/access-tokens.service.js';
import { type OpenLoginSession, LoginSessionsService } from '../../src/auth/logins/login-sessions.service.js';
import { Config } from '../../src/config/config.js';
import { Database } from '../../src/database/database.js';
import { createApplication } from '../../src/server/application.js';
import { createLog } from '../../src/server/observing/logging.js';
import { Clock } from '../../src/time/clock.js';
import type { Role } from '../../src/users/role.js';
import { User } from '../../src/users/user.entity.js';
import { Caller } from './caller.js';
import { createDatabase, type TestDatabase } from './database.js';

export const SECRET = 'a secret for tests, of 32 letters and more';

/** The default password of everyone. Its hash is a constant, because hashing is slow. */
export const PASSWORD = 'horse staple 2026';
export const PASSWORD_HASH =
  '$argon2id$v=19$m=19456,t=2,p=1$2uLOAwIUwDlVMD9sJXXwlw$AhDwDiK0nIaD1mnocsxKGAE/uus40N2mOFL3HhfYwuw';

const HOUR = 3_600_000;

/** A user with an open login session. */
export class Person extends Caller {
  constructor(
    origin: string,
    token: string,
    readonly id: number,
    readonly email: string,
    readonly name: string,
    readonly sessionId: string,
  ) {
    super(origin, token);
  }
}

/** The properties of a user that a test sets. */
type Wanted = Partial<Omit<User, 'id' | 'availableSlots' | 'customFields'>>;

/** Receives the lines of a log. */
type Destination = Parameters<typeof createLog>[1];

/** The whole application on its own database, listening on a free port. */
export class TestApp {
  private readonly twins: TestApp[] = [];
  private stopped: Promise<void> | undefined;

  private constructor(
    readonly nest: NestFastifyApplication,
    readonly origin: string,
    readonly database: TestDatabase,
    /** The number of people made so far, shared with the twins. */
    private readonly people: { count: number },
  ) {}

  /** `environment` adds to the variables that every test has. `isEmbedded`: as if `npm start` had started the database. */
  static async start(environment: Record<string, string> = {}, isEmbedded = false): Promise<TestApp> {
    const database = await createDatabase();
    return new TestApp(...(await TestApp.listen(database, environment, { isEmbedded })), database, { count: 0 });
  }

  /** Starts another instance on the same database; its log goes to `destination`. It stops with this one at the latest. */
  async twin(
    environment: Record<string, string> = {},
    destination?: Destination,
    isEmbedded = false,
  ): Promise<TestApp> {
    const database = { url: this.database.url, drop: () => Promise.resolve() };
    const twin = new TestApp(
      ...(await TestApp.listen(database, environment, { destination, isEmbedded })),
      database,
      this.people,
    );
    this.twins.push(twin);
    return twin;
  }

  private static async listen(
    database: TestDatabase,
    environment: Record<string, string>,
    { destination, isEmbedded }: { readonly destination?: Destination | undefined; readonly isEmbedded: boolean },
  ): Promise<[NestFastifyApplication, string]> {
    // A worker would change bookings of the past behind a test's back. Tests of it call `tick` themselves.
    const quiet = { NODE_ENV: 'test', WORKER: 'off', WEB_APP: 'off', JWT_SECRET: SECRET, DATABASE_URL: database.url };
    const config = new Config({ ...quiet, ...environment });
    const log = createLog(config.logLevel, destination);
    const nest = await createApplication(AppModule.with(config, isEmbedded), config, log);
    await nest.listen(0, '127.0.0.1');
    return [nest, await nest.getUrl()];
  }

  /** Stops the twins, then this instance. A second call does nothing. */
  stop(): Promise<void> {
    return (this.stopped ??= this.end());
  }

  private async end(): Promise<void> {
    try {
      for (const twin of this.twins) await twin.stop();
    } finally {
      await this.nest.close();
      await this.database.drop();
    }
  }

  get nobody(): Caller {
    return new Caller(this.origin);
  }

  /** A caller with this token. */
  with(token: string): Caller {
    return new Caller(this.origin, token);
  }

  client(wanted: Wanted = {}): Promise<Person> {
    return this.person('client', wanted);
  }

  coach(wanted: Wanted = {}): Promise<Person> {
    return this.person('coach', wanted);
  }

  admin(wanted: Wanted = {}): Promise<Person> {
    return this.person('admin', wanted);
  }

  clients(count: number): Promise<Person[]> {
    return Promise.all(Array.from({ length: count }, () => this.client()));
  }

  /** A coach and a client who share a confirmed booking. */
  async connected(): Promise<{ coach: Person; client: Person; bookingId: number }> {
    const [coach, client] = await Promise.all([this.coach(), this.client()]);
    const bookingId = await this.booked(client, coach);
    const { status, body } = await coach.put(`/bookings/bookings/${bookingId}`, { status: 'confirmed' });
    if (status !== 200) throw new Error(`not confirmed: ${JSON.stringify(body)}`);
    return { coach, client, bookingId };
  }

  /** Books over HTTP and returns the id of the booking. */
  async booked(client: Person, coach: Person, slotNumber = 1, more: object = {}): Promise<number> {
    const answer = await client.post('/bookings/book', { coach_id: coach.id, slot_number: slotNumber, ...more });
    if (answer.status !== 201) throw new Error(`not booked: ${JSON.stringify(answer.body)}`);
    return answer.body.id;
  }

  /** Runs SQL that bypasses the application’s code. */
  sql<Row extends object>(statement: string, values: readonly unknown[] = []): Promise<Row[]> {
    return this.nest.get(DataSource).query(statement, [...values]);
  }

  /** Sets the application’s clock to `instant`; null restores the real time. */
  setTime(instant: Date | null): void {
    const clock = this.nest.get(Clock);
    clock.now = () => (instant === null ? Clock.prototype.now.call(clock) : new Date(instant));
    clock.real = () => (instant === null ? Clock.prototype.real.call(clock) : new Date(instant));
  }

  /** Opens a login session, as a login does. */
  openSession(userId: number): Promise<OpenLoginSession> {
    return this.nest.get(LoginSessionsService).open(this.nest.get(Database), userId, null);
  }

  private async person(role: Role, wanted: Wanted): Promise<Person> {
    const number = ++this.people.count;
    const email = wanted.email ?? `${role}${number}@example.com`;
    const fullName = wanted.fullName ?? `${role} ${number}`;
    const { manager } = this.nest.get(DataSource);
    const { identifiers } = await manager.insert(User, {
      passwordHash: PASSWORD_HASH,
      ...wanted,
      email,
      fullName,
      role,
      isActive: true,
    });
    const id = identifiers[0]!['id'] as number;
    const { sessionId } = await this.openSession(id);
    if (wanted.isActive === false) await manager.update(User, { id }, { isActive: false });
    return new Person(
      this.origin,
      this.nest.get(AccessTokensService).issue(id, sessionId),
      id,
      email,
      fullName,
      sessionId,
    );
  }
}

/** The instant `hours` from now, at a full second. */
export function inHours(hours: number): string {
  return new Date(Math.floor(Date.now() / 1000) * 1000 + hours * HOUR).toISOString();
}
