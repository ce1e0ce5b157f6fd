import { Migrator } from '../database/migrator.js';
import { openDatabase } from '../embedded-postgres/open-database.js';

/**
 * Runs `work` on a database that has every migration. Applies pending migrations to the embedded database only; for any
 * other, throws an Error that names them.
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
