import { Migrator } from '../database/migrator.js';
import { openDatabase } from '../embedded-postgres/open-database.js';

/**
 * Works on a database that has every migration. The embedded one is brought there first; another is not touched, and an
 * Error says so when migrations are pending.
 */
export async function withReadyDatabase<Result>(
  databaseUrl: string | null,
  work: (url: string) => Promise<Result>,
): Promise<Result> {
  const database = await openDatabase(databaseUrl);
  try {
    const pending = await Migrator.use(database.url, async (migrator) => {
      if (database.embedded) await migrator.run();
      return (await migrator.states()).filter(({ applied }) => !applied).map(({ name }) => name);
    });
    if (pending.length > 0) {
      throw new Error(`Migrations are pending: ${pending.join(', ')}. Apply them first with npm run migration:run.`);
    }
    return await work(database.url);
  } finally {
    await database.close();
  }
}
