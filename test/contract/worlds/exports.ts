import type { Person, TestApp } from '../../support/app.js';
import type { Sent } from '../access-table.js';

interface Owner {
  readonly app: TestApp;
  readonly client: Person;
}

/** The client has not asked for their data lately. */
export async function noExport({ app, client }: Owner): Promise<Sent> {
  await app.sql('DELETE FROM exports WHERE user_id = $1', [client.id]);
  return {};
}

/** A file with the data of the client, ready to be opened. */
export async function readyExport({ app, client }: Owner): Promise<Sent> {
  await app.sql(
    `INSERT INTO exports (user_id, status, requested_at, due_at, attempts, ready_at, size)
     VALUES ($1, 'ready', now(), now() + interval '1 day', 1, now(), 3)
         ON CONFLICT (user_id) DO UPDATE SET status = 'ready', due_at = excluded.due_at, attempts = 1, ready_at = now(), size = 3`,
    [client.id],
  );
  await app.sql(`INSERT INTO export_chunks VALUES ($1, 1, 0, 'zip') ON CONFLICT DO NOTHING`, [client.id]);
  return {};
}
