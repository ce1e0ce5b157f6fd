import { migrations } from '../../migrations/index.js';

/** A migration, and whether this database has it. */
export interface MigrationState {
  readonly name: string;
  readonly applied: boolean;
}

const TABLE = `SELECT to_regclass('migrations') IS NOT NULL AS known`;
const APPLIED = `SELECT name FROM migrations`;

/** All migrations of this code, in order. None is applied where the table `migrations` is missing. `rows` runs a statement. */
export async function migrationStates(
  rows: <Row extends object>(statement: string) => Promise<Row[]>,
): Promise<MigrationState[]> {
  const [table] = await rows<{ known: boolean }>(TABLE);
  const applied = new Set(table?.known ? (await rows<{ name: string }>(APPLIED)).map(({ name }) => name) : []);
  return migrations.map(({ name }) => ({ name, applied: applied.has(name) }));
}
