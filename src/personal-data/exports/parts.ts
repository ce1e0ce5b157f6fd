import type { HeldTables, Whose } from '../map/held-table.js';
import { HELD_TABLES } from '../personal-data.js';

/** A file of an export, and the statement that reads its rows as JSON. `$1` is the user. */
export interface Part {
  readonly file: string;
  readonly explained: string;
  readonly columns: readonly string[];
  readonly statement: string;
  readonly csv: boolean;
}

/** What an export shows of a column. */
const SHOWN: readonly string[] = ['key', 'data', 'health'];

/** The files that follow from the map of personal data. */
export const partsOf = (tables: HeldTables): Part[] =>
  Object.entries(tables).flatMap(([table, { whose, columns, order }]) =>
    whose.flatMap((theirs) => {
      const { file, explained, without = [], csv = false } = theirs;
      if (file === undefined || explained === undefined || order === undefined) return [];
      const shown = Object.keys(columns).filter(
        (column) => SHOWN.includes(columns[column] ?? '') && !without.includes(column),
      );
      return [{ file, explained, columns: shown, statement: statementOf(table, shown, theirs, order), csv }];
    }),
  );

function statementOf(table: string, columns: readonly string[], { rows, shows = {} }: Whose, order: string): string {
  const expressions = columns.map((column) => `${shows[column] ?? `t.${column}`} AS ${column}`).join(', ');
  return `SELECT to_json(r) AS row FROM (SELECT ${expressions} FROM ${table} t WHERE ${rows} ORDER BY ${order}) r`;
}

export const PARTS = partsOf(HELD_TABLES);
