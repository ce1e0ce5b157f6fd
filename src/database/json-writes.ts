/**
 * Statements that write a row from one JSON parameter, whose fields have the names of columns. A table needs only one prepared
 * statement, whichever fields a request sends.
 */

interface Write {
  readonly table: string;
  readonly columns: readonly string[];
  /** SQL that the written row must satisfy. */
  readonly condition: string;
  readonly returning: readonly string[];
}

/** Inserts the `columns` of the JSON object `$1` if the row satisfies `condition`. Missing fields become null. */
export function insertFromJson({ table, columns, condition, returning }: Write): string {
  return `
    INSERT INTO ${table} AS t (${columns.join(', ')})
    SELECT ${columns.map((column) => `r.${column}`).join(', ')} FROM jsonb_populate_record(NULL::${table}, $1::jsonb) r
     WHERE ${condition}
    RETURNING ${returning.join(', ')}`;
}

/** Sets the `columns` that the JSON object `$1` has, in the rows `t` that satisfy `condition`. Other columns stay. */
export function updateFromJson({ table, columns, condition, returning }: Write): string {
  return `
    UPDATE ${table} AS t
       SET (${columns.join(', ')}) =
           (SELECT ${columns.map((column) => `r.${column}`).join(', ')} FROM jsonb_populate_record(t, $1::jsonb) r)
     WHERE ${condition}
    RETURNING ${returning.join(', ')}`;
}
