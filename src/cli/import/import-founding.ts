import type { Client } from 'pg';
import { CommandConfig } from '../../config/command-config.js';
import { newClient } from '../../database/connecting/connection.js';
import { SESSION_SETTINGS, startOptions } from '../../database/connecting/session-settings.js';
import { withReadyDatabase } from '../ready-database.js';
import { Importer } from './importer.js';
import { told } from './report.js';

/** The command line. */
export interface Wanted {
  /** The address of the founding platform's database. Nothing is written there. */
  readonly from: string;
  /** False for a dry run: everything is done and then rolled back. */
  readonly apply: boolean;
}

/** Whether anybody is there, while nobody can be added. */
const TAKE_TURN = `LOCK TABLE users IN SHARE ROW EXCLUSIVE MODE`;
const ANYBODY = `SELECT FROM users LIMIT 1`;

/**
 * Copies users, bookings, logs, plans and feedback of the founding platform's database into an empty one of ours, with their ids
 * and in one transaction. Nobody is told of it.
 */
export function importFounding(env: NodeJS.ProcessEnv, { from, apply }: Wanted, say: (line: string) => void) {
  return withReadyDatabase(new CommandConfig(env).databaseUrl, async (url) => {
    const reports = await within(from, 'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY', (source) =>
      within(url, 'BEGIN', async (target) => {
        await target.query(TAKE_TURN);
        const { rowCount } = await target.query(ANYBODY);
        if (rowCount !== 0) {
          throw new Error('The database of DATABASE_URL has users. An import keeps ids, so it needs an empty one.');
        }
        await target.query(`SET LOCAL app.events = 'handled'`);
        const done = await new Importer(source, target, new Date()).run();
        if (apply) await target.query('COMMIT');
        return done;
      }),
    );
    for (const line of told(reports)) say(line);
    say(
      apply
        ? 'Imported. Create an admin with npm run admin:create if none was among the users.'
        : 'This was a dry run: nothing is written. To write it, run the command again with --apply.',
    );
  });
}

/** Runs `work` on a connection in a transaction. Without a COMMIT, closing the connection rolls back. */
async function within<Result>(url: string, begin: string, work: (client: Client) => Promise<Result>): Promise<Result> {
  const client = newClient(url, {
    application_name: 'vibe-coaching-import',
    options: startOptions({ ...SESSION_SETTINGS, statement_timeout: 0, lock_timeout: 5_000 }),
  });
  await client.connect();
  try {
    await client.query(begin);
    return await work(client);
  } finally {
    await client.end();
  }
}
