/**
 * Statements for tables that are written as they come over the wire, whose fields have the names of their columns. The row
 * is one JSON parameter, so that each table has one prepared statement whatever fields a request sends.
 */

/** Inserts the `columns` of the JSON object `$1`, if it fits `condition`. What it lacks becomes null. */
export function insertFromJson(
  table: string,
  columns: readonly string[],
  returning: string,
  condition = 'true',
): string {
  return `
    INSERT INTO ${table} AS t (${columns.join(', ')})
    SELECT ${columns.map((column) => `r.${column}`).join(', ')} FROM jsonb_populate_record(NULL::${table}, $1::jsonb) r
     WHERE ${condition}
    RETURNING ${returning}`;
}

/** Changes those of `columns` that the JSON object `$1` has, of the rows `t` that fit `condition`; the others stay. */
export function updateFromJson(
  table: string,
  columns: readonly string[],
  condition: string,
  returning: string,
): string {
  return `
    UPDATE ${table} AS t
       SET (${columns.join(', ')}) =
           (SELECT ${columns.map((column) => `r.${column}`).join(', ')} FROM jsonb_populate_record(t, $1::jsonb) r)
     WHERE ${condition}
    RETURNING ${returning}`;
}
