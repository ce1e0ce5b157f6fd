import 'reflect-metadata';
import { loadCommandConfig } from '../config/load.js';
import { openDatabase } from '../embedded-postgres/open-database.js';
import { entities } from '../entities.js';
import { MigrationDataSource } from './migration-data-source.js';

/** For TypeORM's own commands: `npx typeorm -d dist/src/database/data-source.js migration:run`, `:revert` and `:show`. */
const database = await openDatabase(loadCommandConfig().databaseUrl);
export default new MigrationDataSource(database.url, entities, () => database.close());
