import { Client } from 'pg';
import { type Person, TestApp } from '../support/app.js';
import { until } from '../support/until.js';

const SECRET = 'written after the client was told that nobody reads it';
const TODAY = new Date().toISOString().slice(0, 10);
const WAITING = `
  SELECT count(*)::integer AS waiting FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;

describe('a read that is under way when the client closes a section', () => {
  let app: TestApp;
  let coach: Person;
  let client: Person;

  beforeAll(async () => {
    app = await TestApp.start({ DATABASE_POOL_SIZE: '8' });
  });

  beforeEach(async () => {
    ({ coach, client } = await app.connected());
  });

  afterAll(() => app.stop());

  const close = (change: object) => client.put(`/client/coaches/${coach.id}/sharing`, change);
  const end = () => client.delete(`/client/coaches/${coach.id}`);

  const rows: Record<string, () => object> = {
    workout_logs: () => ({ user_id: client.id, workout_date: TODAY, exercise_name: SECRET }),
    diet_logs: () => ({ user_id: client.id, meal_date: TODAY, meal_type: 'lunch', food_name: SECRET }),
    workout_plans: () => ({ user_id: client.id, name: SECRET, start_date: TODAY }),
    diet_plans: () => ({ user_id: client.id, name: SECRET, start_date: TODAY }),
  };

  const lockOf = ({ id }: Person): [string, unknown[]] => ['SELECT FROM users WHERE id = $1 FOR UPDATE', [id]];

  /** Runs `work` while a read of the coach waits for what `lock` locks; returns the answer to the read. */
  async function whileReading(
    path: string,
    lock: readonly [string, unknown[]?],
    work: (holder: Client) => Promise<void>,
  ) {
    const holder = new Client({ connectionString: app.database.url });
    await holder.connect();
    try {
      await holder.query('BEGIN');
      await holder.query(...lock);
      const reading = coach.get(path);
      await until('the read waits', async () => (await app.sql<{ waiting: number }>(WAITING))[0]!.waiting > 0);
      await work(holder);
      await holder.query('COMMIT');
      return await reading;
    } finally {
      await holder.end();
    }
  }

  /** The guard has said yes: the statement that reads the data waits for a lock on its table until the section is closed. */
  it.each([
    ['workout_logs', { workouts: false }, (id: number) => `/coach/clients/${id}/workout-logs`],
    ['diet_logs', { diet: false }, (id: number) => `/coach/clients/${id}/diet-logs`],
    ['workout_logs', { progress: false }, (id: number) => `/coach/clients/${id}/progress`],
    ['workout_plans', { workouts: false }, (id: number) => `/coach/workout-plans?client_id=${id}`],
    ['diet_plans', { diet: false }, (id: number) => `/coach/diet-plans?client_id=${id}`],
    ['workout_plans', { workouts: false }, () => `/coach/workout-plans`],
    ['diet_logs', null, (id: number) => `/coach/clients/${id}/diet-logs`],
  ] as const)('reads nothing of %s when %j comes in between', async (table, change, pathOf) => {
    const lock = [['LOCK TABLE', table, 'IN ACCESS EXCLUSIVE MODE'].join(' ')] as const;
    const { status, body } = await whileReading(pathOf(client.id), lock, async (holder) => {
      expect((change ? await close(change) : await end()).status).toBeLessThan(300);
      const row = rows[table]!();
      const columns = Object.keys(row).join(', ');
      const from = `SELECT ${columns} FROM jsonb_populate_record(NULL::${table}, $1)`;
      await holder.query([`INSERT INTO ${table} (${columns})`, from].join(' '), [JSON.stringify(row)]);
    });
    expect([200, 403]).toContain(status);
    expect(status === 200 ? body : []).toEqual([]);
  });

  /** The guard decides, and waits where it notes the read: the foreign key of the access log asks for the row of the client. */
  it.each([
    ['the profile', { profile: false }, 'target_goals', 403],
    ['health', { health: false }, 'injuries', 200],
    ['anything', null, 'target_goals', 403],
  ] as const)('shows nothing of %s when the client closes it in between', async (_, change, field, expected) => {
    // The row of the pair is there: a new one would wait for the row of the client, too.
    await close({});
    const { status, body } = await whileReading(`/coach/clients/${client.id}`, lockOf(client), async (holder) => {
      expect((change ? await close(change) : await end()).status).toBeLessThan(300);
      await holder.query(['UPDATE users SET', field, '= $1 WHERE id = $2'].join(' '), [SECRET, client.id]);
    });
    expect(status).toBe(expected);
    expect(JSON.stringify(body)).not.toContain(SECRET);
  });

  it('shows what is written, when it stays open', async () => {
    await close({});
    const { body } = await whileReading(`/coach/clients/${client.id}`, lockOf(client), async (holder) => {
      await close({ diet: false });
      await holder.query(`UPDATE users SET injuries = $1 WHERE id = $2`, [SECRET, client.id]);
    });
    expect(body).toMatchObject({ injuries: SECRET });
  });
});
