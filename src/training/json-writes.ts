/**
 * Statements for tables that are written as they come over the wire, whose fields have the names of their columns. The row
 * is one JSON parameter, so that each table has one prepared statement whatever fields a request sends.
 */

interface Write {
  readonly table: string;
  readonly columns: readonly string[];
  /** Of the row that is written. */
  readonly condition: string;
  readonly returning: readonly string[];
}

/** Inserts the `columns` of the JSON object `$1`, if it fits `condition`. What it lacks becomes null. */
export function insertFromJson({ table, columns, condition, returning }: Write): string {
  return `
    INSERT INTO ${table} AS t (${columns.join(', ')})
    SELECT ${columns.map((column) => `r.${column}`).join(', ')} FROM jsonb_populate_record(NULL::${table}, $1::jsonb) r
     WHERE ${condition}
    RETURNING ${returning.join(', ')}`;
}

/** Changes those of `columns` that the JSON object `$1` has, of the rows `t` that fit `condition`; the others stay. */
export function updateFromJson({ table, columns, condition, returning }: Write): string {
  return `
    UPDATE ${table} AS t
       SET (${columns.join(', ')}) =
           (SELECT ${columns.map((column) => `r.${column}`).join(', ')} FROM jsonb_populate_record(t, $1::jsonb) r)
     WHERE ${condition}
    RETURNING ${returning.join(', ')}`;
}
