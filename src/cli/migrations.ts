import 'reflect-metadata';
import { loadCommandConfig } from '../config/load.js';
import { Migrator } from '../database/migrator.js';
import { openDatabase } from '../embedded-postgres/open-database.js';
import { command } from './command.js';
import { migrate } from './migrate.js';

/** `npm run migration:…`: operators apply migrations with it, developers generate new ones. */
command(async ([action, ...words]) => {
  const name = words.length === 0 ? undefined : words.join(' ');
  const database = await openDatabase(loadCommandConfig().databaseUrl);
  try {
    return await Migrator.use(database.url, async (migrator) => {
      // A comparison needs every migration. We may migrate the embedded database, because it is ours.
      if (database.embedded && (action === 'check' || action === 'generate')) await migrator.run();
      return migrate(migrator, { action, name });
    });
  } finally {
    await database.close();
  }
});
