import type { Client } from 'pg';

type Table = 'users' | 'bookings' | 'workout_logs' | 'diet_logs' | 'workout_plans' | 'diet_plans' | 'feedback';

/** Inserts all rows by one statement. Their keys are columns of the table; one that a row lacks is null. */
export async function insert(client: Client, table: Table, rows: readonly object[]): Promise<void> {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))].join(', ');
  const statement = `
    INSERT INTO ${table} (${columns})
    SELECT ${columns} FROM json_populate_recordset(NULL::${table}, $1)`;
  await client.query(statement, [JSON.stringify(rows)]);
}
