import { entities } from '../../src/entities.js';
import { Migrator } from '../../src/database/migrator.js';
import { type Person, TestApp } from '../support/app.js';

const NAMES = ['AddTombstones1735689600006', 'AddReportIndexes1735689600007'];

describe('the migrations of tombstones', () => {
  let app: TestApp;
  let admin: Person;
  let client: Person;

  beforeAll(async () => {
    app = await TestApp.start();
    [admin, client] = await Promise.all([app.admin(), app.client({ injuries: 'knee' })]);
    await admin.delete(`/admin/users/${client.id}`);
  });

  afterAll(() => app.stop());

  const revertTo = (migrator: Migrator, name: string) => reverted(migrator, name, []);

  async function reverted(migrator: Migrator, name: string, done: string[]): Promise<string[]> {
    const latest = await migrator.revert();
    return latest === null || latest === name ? [...done, name] : reverted(migrator, name, [...done, latest]);
  }

  const rowOf = async () => {
    const [row] = await app.sql<Record<string, unknown>>(`SELECT * FROM users WHERE id = $1`, [client.id]);
    return row!;
  };

  it('turn a tombstone into a deactivated account on the way down, and back on the way up', async () => {
    const before = await rowOf();
    await Migrator.use(app.database.url, (migrator) => revertTo(migrator, NAMES[0]!));
    expect(await rowOf()).toMatchObject({ email: `deleted-${client.id}@invalid`, role: 'client', is_active: false });
    await expect(
      app.sql(`INSERT INTO users (email, password_hash, full_name, role) VALUES (NULL, 'x', 'Jo', 'client')`),
    ).rejects.toMatchObject({ code: '23502' });

    const [living] = await app.sql<{ id: number }>(
      `INSERT INTO users (email, password_hash, full_name, role) VALUES ('x@example.com', 'x', 'Jo', 'client') RETURNING id`,
    );
    await app.sql(`UPDATE users SET email = 'deleted-' || id || '@invalid' WHERE id = $1`, [living!.id]);
    const [other] = await app.sql<{ id: number }>(
      `INSERT INTO users (email, password_hash, full_name, role) VALUES ('deleted-0@invalid', '', 'Al', 'client') RETURNING id`,
    );
    const applied = await Migrator.use(app.database.url, (migrator) => migrator.run());
    expect(applied.slice(0, 2)).toEqual(NAMES);
    const alive = await app.sql(`SELECT id, role FROM users WHERE id = ANY($1) ORDER BY id`, [[living!.id, other!.id]]);
    expect(alive).toEqual([living!.id, other!.id].map((id) => ({ id, role: 'client' })));
    expect(await rowOf()).toEqual({ ...before, deleted_at: before['updated_at'] });
    expect((await admin.get(`/admin/users/${client.id}`)).status).toBe(404);
  });

  it('rebuild the indexes after a failed build', async () => {
    const sound = () =>
      app.sql(`SELECT indisvalid FROM pg_index WHERE indexrelid = 'workout_logs_workout_date_idx'::regclass`);
    await Migrator.use(app.database.url, async (migrator) => {
      await revertTo(migrator, NAMES[1]!);
      await app.sql(`CREATE INDEX workout_logs_workout_date_idx ON workout_logs (workout_date, user_id)`);
      await app.sql(
        `UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'workout_logs_workout_date_idx'::regclass`,
      );
      expect(await sound()).toEqual([{ indisvalid: false }]);
      await migrator.run();
    });
    expect(await sound()).toEqual([{ indisvalid: true }]);
  });

  it('validate the constraint that 006 added as NOT VALID', async () => {
    const [constraint] = await app.sql(
      `SELECT convalidated FROM pg_constraint WHERE conname = 'users_tombstone_is_empty'`,
    );
    expect(constraint).toEqual({ convalidated: true });
  });

  it('cause no drift between entities and schema', async () => {
    const { up } = await Migrator.use(app.database.url, (migrator) => migrator.drift(entities));
    expect(up.filter((statement) => /users|workout_logs|diet_logs/.test(statement))).toEqual([]);
  });
});
