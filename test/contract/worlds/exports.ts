import type { TestApp } from '../../support/app.js';
import type { Person } from '../../support/app.js';
import type { Sent } from '../access-table.js';

/** A file with the data of the client, ready to be opened. */
export async function readyExport({ app, client }: { readonly app: TestApp; readonly client: Person }): Promise<Sent> {
  await app.sql(
    `INSERT INTO exports (user_id, status, requested_at, due_at, attempts, ready_at, size)
     VALUES ($1, 'ready', now(), now() + interval '1 day', 1, now(), 3) ON CONFLICT DO NOTHING`,
    [client.id],
  );
  await app.sql(`INSERT INTO export_chunks VALUES ($1, 1, 0, 'zip') ON CONFLICT DO NOTHING`, [client.id]);
  return {};
}
