import type { TestApp } from './app.js';

const TABLES = `
  SELECT c.relname AS name,
         (SELECT string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum) FROM pg_attribute a
           WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '') AS columns
    FROM pg_class c WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace AND c.relname <> 'migrations'
   ORDER BY 1`;

/** All rows as they were at one moment. Numbers that sequences gave since then are not given again. */
export class Snapshot {
  private constructor(
    private readonly app: TestApp,
    private readonly restoring: string,
  ) {}

  static async of(app: TestApp): Promise<Snapshot> {
    const tables = await app.sql<{ name: string; columns: string }>(TABLES);
    const copies = tables.map(
      ({ name, columns }) => `CREATE TABLE snapshot.${name} AS SELECT ${columns} FROM public.${name}`,
    );
    await app.sql(['CREATE SCHEMA snapshot', ...copies].join(';'));
    const rows = tables.map(
      ({ name, columns }) =>
        `INSERT INTO public.${name} (${columns}) OVERRIDING SYSTEM VALUE SELECT ${columns} FROM snapshot.${name}`,
    );
    // Rows come back as they were: no trigger fires, and no key is checked.
    const restoring = [
      'BEGIN',
      'SET LOCAL session_replication_role = replica',
      `TRUNCATE ${tables.map(({ name }) => `public.${name}`).join(', ')}`,
      ...rows,
      'COMMIT',
    ].join(';');
    return new Snapshot(app, restoring);
  }

  async restore(): Promise<void> {
    await this.app.sql(this.restoring);
  }
}
