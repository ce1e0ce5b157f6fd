import { DataSource, type MigrationInterface } from 'typeorm';
import { migrations } from '../../migrations/index.js';
import { commandDataSource } from '../../src/database/connecting/data-source.js';
import { Migrator } from '../../src/database/migrator.js';
import { createDatabase, type TestDatabase } from '../support/database.js';
import { ROWS } from './migration-rows.js';

export const NAMES = migrations.map(({ name }) => name);

export type Row = Record<string, unknown>;
export type Rows = Record<string, Row[]>;

/** A database that starts empty, and a connection to it. */
export class Schema {
  private constructor(
    private readonly database: TestDatabase,
    readonly connection: DataSource,
  ) {}

  static async empty(): Promise<Schema> {
    const database = await createDatabase('template0');
    return new Schema(database, await new DataSource(commandDataSource(database.url)).initialize());
  }

  get url(): string {
    return this.database.url;
  }

  async drop(): Promise<void> {
    await this.connection.destroy();
    await this.database.drop();
  }

  /** Applies the pending ones of the first `count` migrations. `connection` overrides settings of the connection. */
  async upTo(count: number, connection: object = {}): Promise<void> {
    const known: (new () => MigrationInterface)[] = migrations.slice(0, count);
    const base = commandDataSource(this.url);
    const extra = { ...(base.extra as object), ...connection };
    const dataSource = await new DataSource({ ...base, migrations: known, extra }).initialize();
    try {
      await dataSource.runMigrations();
    } finally {
      await dataSource.destroy();
    }
  }

  revert(): Promise<string | null> {
    return Migrator.use(this.url, (migrator) => migrator.revert());
  }

  async fill(name: string): Promise<void> {
    for (const statement of ROWS[name] ?? []) await this.connection.query(statement);
  }

  /** All rows of all our tables. */
  async rows(): Promise<Rows> {
    const all: Rows = {};
    for (const { name } of await this.objects('relation')) {
      const statement = ['SELECT to_jsonb(t) AS row FROM', name, 't ORDER BY t'].join(' ');
      const rows = await this.connection.query<{ row: Row }[]>(statement);
      all[name] = rows.map(({ row }) => row);
    }
    return all;
  }

  /** The objects of the schema, without extensions and TypeORM's own table. */
  objects(kind?: 'relation'): Promise<{ kind: string; name: string }[]> {
    return this.connection.query(
      `SELECT * FROM (
         SELECT 'relation' AS kind, relname::text AS name, oid, 'pg_class'::regclass AS catalog
           FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'
         UNION ALL SELECT 'function', proname, oid, 'pg_proc'::regclass FROM pg_proc WHERE pronamespace = 'public'::regnamespace
         UNION ALL SELECT 'type', typname, oid, 'pg_type'::regclass FROM pg_type
                    WHERE typnamespace = 'public'::regnamespace AND typtype IN ('e', 'd')
         UNION ALL SELECT 'sequence', relname, oid, 'pg_class'::regclass FROM pg_class
                    WHERE relnamespace = 'public'::regnamespace AND relkind = 'S' AND relname <> 'migrations_id_seq'
       ) o WHERE name <> 'migrations' AND ($1::text IS NULL OR kind = $1)
         AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = catalog AND d.objid = o.oid AND d.deptype = 'e')
        ORDER BY kind, name`,
      [kind ?? null],
    );
  }

  async shape(): Promise<Row[]> {
    return this.connection.query(
      `SELECT table_name, column_name, data_type, udt_name, is_nullable, column_default, datetime_precision
         FROM information_schema.columns WHERE table_schema = 'public' ORDER BY 1, 2`,
    );
  }

  async applied(): Promise<string[]> {
    const rows = await this.connection.query<{ name: string }[]>(`SELECT name FROM migrations ORDER BY id`);
    return rows.map(({ name }) => name);
  }
}

/** The rows of `after`, reduced to the tables and columns of `before`. */
export function asKnownTo(before: Rows, after: Rows): Rows {
  return Object.fromEntries(
    Object.entries(before).map(([table, rows]) => {
      const columns = Object.keys(rows[0] ?? {});
      const cut = (row: Row) => Object.fromEntries(columns.map((column) => [column, row[column]]));
      return [table, (after[table] ?? []).map(cut)];
    }),
  );
}
