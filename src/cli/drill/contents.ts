import type { Client } from 'pg';

/** How many rows a table has, and the sum of hashes of all of them: equal for equal rows in any order. */
interface Content {
  readonly rows: string;
  readonly checksum: string;
}

export type Contents = ReadonlyMap<string, Content>;

const TABLES = `SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename`;

/** Texts of rows must not depend on the settings of a session. */
const SETTINGS = `SET TimeZone = 'UTC'; SET DateStyle = 'ISO'; SET IntervalStyle = 'postgres'; SET extra_float_digits = 1; SET bytea_output = 'hex'`;

/** Reads every table. In a transaction it reads one snapshot. */
export async function contentsOf(client: Client): Promise<Contents> {
  await client.query(SETTINGS);
  const contents = new Map<string, Content>();
  for (const { tablename } of (await client.query<{ tablename: string }>(TABLES)).rows) {
    const sums = 'SELECT count(*) AS rows, coalesce(sum(hashtextextended(t::text, 0)::numeric), 0) AS checksum FROM';
    const [content] = (await client.query<Content>([sums, client.escapeIdentifier(tablename), 't'].join(' '))).rows;
    if (content) contents.set(tablename, content);
  }
  return contents;
}

/** A sentence for each table that is not the same in both. */
export function differencesOf(before: Contents, after: Contents): string[] {
  const names = [...new Set([...before.keys(), ...after.keys()])].sort();
  return names.flatMap((name) => {
    const [was, is] = [before.get(name), after.get(name)];
    if (was?.rows !== is?.rows)
      return [`${name}: ${was?.rows ?? 'no table'} rows were dumped, ${is?.rows ?? 'no table'} restored`];
    return was?.checksum === is?.checksum
      ? []
      : [`${name}: the rows that were restored are not those that were dumped`];
  });
}

export const rowsOf = (contents: Contents) => [...contents.values()].reduce((sum, { rows }) => sum + Number(rows), 0);
