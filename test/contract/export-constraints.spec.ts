import { type Person, TestApp } from '../support/app.js';
import { CHECK, FOREIGN_KEY, refuses, UNIQUE } from '../support/violations.js';

const NOBODY = 2_000_000_000;

/** Like constraints.spec.ts, for exports of one's own data. */
describe('PostgreSQL', () => {
  let app: TestApp;
  let client: Person;

  beforeAll(async () => {
    app = await TestApp.start();
  });

  beforeEach(async () => {
    client = await app.client();
  });

  afterAll(() => app.stop());

  const add = (user: number, status: string, ready: string | null = null, size: number | null = null) =>
    app.sql(
      `INSERT INTO exports (user_id, status, requested_at, due_at, ready_at, size) VALUES ($1, $2, now(), now(), $3, $4)`,
      [user, status, ready, size],
    );
  const chunk = (user: number) => app.sql(`INSERT INTO export_chunks VALUES ($1, 1, 0, 'zip')`, [user]);

  it('refuses an export that is half ready, or in a state that nobody knows', async () => {
    const at = '2026-11-29T02:00:00Z';
    await refuses('exports_status', CHECK, add(client.id, 'lost'));
    for (const half of [
      () => add(client.id, 'ready'),
      () => add(client.id, 'ready', at),
      () => add(client.id, 'waiting', at, 3),
      () => add(client.id, 'failed', null, 3),
    ]) {
      await refuses('exports_ready', CHECK, half());
    }
  });

  it('refuses a second export of a person, and exports and chunks of nobody', async () => {
    await add(client.id, 'waiting');
    await refuses('exports_pkey', UNIQUE, add(client.id, 'waiting'));
    await refuses('exports_user_id_fkey', FOREIGN_KEY, add(NOBODY, 'waiting'));
    await refuses('export_chunks_user_id_fkey', FOREIGN_KEY, chunk(NOBODY));
  });

  it('refuses a chunk twice', async () => {
    await add(client.id, 'waiting');
    await chunk(client.id);
    await refuses('export_chunks_pkey', UNIQUE, chunk(client.id));
  });

  it('refuses an export of somebody who is deleted', async () => {
    const admin = await app.admin();
    await admin.delete(`/admin/users/${client.id}`);
    await refuses('exports_user_alive', CHECK, add(client.id, 'waiting'));
  });
});
