import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../src/embedded-postgres/embedded-postgres.js';
import { Migrator } from '../../src/database/migrator.js';
import { type Person, TestApp } from '../support/app.js';
import { LossyPooler } from '../support/lossy-pooler.js';
import { Standby } from '../support/standby.js';

/** Two checks of the replica, with some reserve. */
const NOTICED_MS = 5_000;
/** The check notices a frozen replica within 2.5 seconds; the statement’s own timeout takes six. */
const FROZEN_MS = 4_500;
/** The time until the second check. */
const CHECKED_AGAIN_MS = 1_700;

const nameOf = ({ name }: Person) => name;

describe('a streaming replica', () => {
  let home: string;
  let primary: EmbeddedPostgres;
  let standby: Standby;
  let people: TestApp;
  let app: TestApp;
  let client: Person;
  let pooler: LossyPooler;

  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), 'vibe-replica-'));
    const dataDir = join(home, 'primary');
    primary = await startEmbeddedPostgres({ dataDir, settings: { fsync: 'off' } });
    await Migrator.use(primary.url, (migrator) => migrator.run());
    standby = await Standby.of(dataDir, primary.url, join(home, 'standby'));
    await standby.caughtUpWith(primary.url);
    people = await TestApp.start();
    app = await people.twin({ DATABASE_URL: primary.url, DATABASE_REPLICA_URL: standby.url });
    client = await app.client();
    pooler = await LossyPooler.before(standby.url);
  }, 60_000);

  afterAll(async () => {
    await people.stop();
    await pooler.stop();
    await standby.stop();
    await primary.stop();
    await rm(home, { recursive: true, force: true });
  });

  async function reads(by: 'replica' | 'primary', of = app): Promise<number> {
    const { body } = await of.nobody.get('/metrics');
    return Number(new RegExp(`^replica_reads_total{answered_by="${by}"} (\\d+)$`, 'm').exec(body as string)?.[1]);
  }

  async function coachesSeen(): Promise<string[]> {
    const { status, body } = await client.get('/bookings/coaches?limit=100');
    expect(status).toBe(200);
    return (body as { coach_name: string }[]).map(({ coach_name }) => coach_name);
  }

  /** Repeats the request until the condition holds. Every answer must be 200. */
  async function eventually(isSo: () => Promise<boolean>): Promise<void> {
    const deadline = Date.now() + NOTICED_MS;
    while (!(await isSo())) {
      expect(Date.now()).toBeLessThan(deadline);
      await sleep(50);
    }
  }

  async function untilItAnswers(): Promise<void> {
    const before = await reads('replica');
    await eventually(async () => {
      await coachesSeen();
      return (await reads('replica')) > before;
    });
  }

  it.each([
    ['coaches', '/bookings/coaches', 'client'],
    ['statistics', '/admin/stats', 'admin'],
    ['a report', '/admin/reports/usage', 'admin'],
    ['curves of the platform', '/admin/charts/user-growth', 'admin'],
    ['curves of a client', '/client/charts/workout-frequency', 'client'],
  ] as const)('answers for %s', async (_, path, role) => {
    const person = await app[role]();
    await untilItAnswers();
    const before = await reads('replica');
    expect((await person.get(path)).status).toBe(200);
    expect(await reads('replica')).toBeGreaterThan(before);
  });

  it('does not answer reads of a user’s own changes, nor permission checks', async () => {
    await untilItAnswers();
    await standby.sql('SELECT pg_wal_replay_pause()');
    try {
      const { coach, client: connected } = await app.connected();
      expect((await connected.get('/bookings/my-bookings')).body).toHaveLength(1);
      expect((await coach.get('/bookings/coach/bookings')).body).toHaveLength(1);
      expect((await connected.get(`/bookings/coaches/${coach.id}`)).body).toMatchObject({ available_slots: 9 });
      expect((await coach.get(`/coach/clients/${connected.id}/workout-logs`)).status).toBe(200);
      expect((await coach.get('/coach/charts/client-overview')).body.clients).toHaveLength(1);
      expect((await connected.get('/client/access-log')).body).not.toHaveLength(0);
      await app.admin().then((admin) => admin.put(`/admin/users/${coach.id}`, { is_active: false }));
      expect((await coach.get('/bookings/coaches')).status).toBe(401);
    } finally {
      await standby.sql('SELECT pg_wal_replay_resume()');
    }
  });

  it('is replaced by the primary while it lags', async () => {
    await untilItAnswers();
    await standby.sql('SELECT pg_wal_replay_pause()');
    try {
      const newcomer = nameOf(await app.coach({ fullName: 'A newcomer' }));
      expect(await coachesSeen()).not.toContain(newcomer);
      await eventually(async () => (await coachesSeen()).includes(newcomer));
    } finally {
      await standby.sql('SELECT pg_wal_replay_resume()');
    }
    await untilItAnswers();
  });

  it('may cancel a read that conflicts with replay: the primary answers it', async () => {
    const admin = await app.admin();
    await untilItAnswers();
    const [meals, workouts] = [new Client(primary.url), new Client(primary.url)];
    await Promise.all([meals.connect(), workouts.connect()]);
    try {
      await meals.query('BEGIN; LOCK TABLE diet_logs');
      await standbyWaits(
        `SELECT FROM pg_locks WHERE relation = 'diet_logs'::regclass AND mode = 'AccessExclusiveLock'`,
      );
      const before = { replica: await reads('replica'), primary: await reads('primary') };
      const asked = admin.get('/admin/charts/platform-usage');
      await standbyWaits(`SELECT FROM pg_locks WHERE relation = 'diet_logs'::regclass AND NOT granted`);
      // The replica's read holds one lock that replay needs and waits for the other, so the replica cancels it.
      await workouts.query('BEGIN; LOCK TABLE workout_logs');
      await standbyWaits(
        `SELECT FROM pg_locks WHERE relation = 'workout_logs'::regclass AND mode = 'AccessExclusiveLock' AND granted`,
      );
      await Promise.all([meals.query('COMMIT'), workouts.query('COMMIT')]);
      expect((await asked).status).toBe(200);
      expect(await reads('primary')).toBe(before.primary + 1);
      await coachesSeen();
      expect(await reads('replica')).toBe(before.replica + 1);
    } finally {
      await Promise.all([meals.end(), workouts.end()]);
    }
  });

  async function standbyWaits(question: string): Promise<void> {
    const deadline = Date.now() + NOTICED_MS;
    while ((await standby.sql(question)).length === 0) {
      // A lock reaches the replica with the next commit.
      await app.sql(`SELECT pg_logical_emit_message(true, 'test', '')`);
      expect(Date.now()).toBeLessThan(deadline);
      await sleep(20);
    }
  }

  it('may stop: the primary answers meanwhile, and the replica answers again after its return', async () => {
    await untilItAnswers();
    await standby.stop();
    for (let count = 0; count < 3; count++) await coachesSeen();
    expect((await app.nobody.get('/health/ready')).status).toBe(200);
    await standby.restart();
    await untilItAnswers();
  });

  it('may freeze: reads wait only until the next check, and later reads do not wait', async () => {
    await untilItAnswers();
    await standby.whileFrozen(async () => {
      const begin = performance.now();
      await Promise.all(Array.from({ length: 5 }, coachesSeen));
      expect(performance.now() - begin).toBeLessThan(FROZEN_MS);
      await coachesSeen();
      expect(performance.now() - begin).toBeLessThan(FROZEN_MS);
    });
    await untilItAnswers();
  });

  it.each([
    ['is not there', () => 'postgres://nobody:none@127.0.0.1:1/none', /ECONNREFUSED/],
    ['is the primary itself', () => primary.url, /is not a replica/],
    ['lacks our settings', () => pooler.urlOf(standby.url), /lacks our settings/],
  ])('that %s never answers, and the log says so once', async (_, url, reason) => {
    const lines: string[] = [];
    const variables = { LOG_LEVEL: 'warn', DATABASE_URL: primary.url, DATABASE_REPLICA_URL: url() };
    const other = await people.twin(variables, { write: (line) => lines.push(line) });
    try {
      expect((await other.with(client.token!).get('/bookings/coaches')).status).toBe(200);
      expect((await other.nobody.get('/health/ready')).status).toBe(200);
      expect([await reads('replica', other), await reads('primary', other)]).toEqual([0, 1]);
      await sleep(CHECKED_AGAIN_MS);
      const said = lines.map((line) => JSON.parse(line)).filter(({ msg }) => /replica/.test(msg));
      expect(said).toEqual([
        expect.objectContaining({
          level: 'warn',
          msg: 'the primary answers for the replica',
          reason: expect.stringMatching(reason),
        }),
      ]);
    } finally {
      await other.stop();
    }
  });
});
