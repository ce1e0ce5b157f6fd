import type { Client } from 'pg';

type Table =
  | ('users' | 'bookings' | 'workout_logs' | 'diet_logs' | 'workout_plans' | 'diet_plans' | 'feedback')
  | ('schedules' | 'schedule_dates' | 'time_off' | 'session_types' | 'group_sessions' | 'series' | 'waitlist_entries')
  | ('reviews' | 'packs' | 'pack_purchases' | 'checkouts' | 'refunds')
  | (
      | 'events'
      | 'notifications'
      | 'deliveries'
      | 'admin_audit'
      | 'calendar_feeds'
      | 'account_links'
      | 'sessions'
      | 'refresh_tokens'
    )
  | (
      | 'webhooks'
      | 'webhook_deliveries'
      | 'external_calendars'
      | 'google_calendars'
      | 'google_events'
      | 'google_conflicts'
    );

/** Inserts all rows with one statement. Their keys are column names; a missing key becomes null. */
export async function insert(client: Client, table: Table, rows: readonly object[]): Promise<void> {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))].join(', ');
  const statement = `
    INSERT INTO ${table} (${columns})
    SELECT ${columns} FROM json_populate_recordset(NULL::${table}, $1)`;
  await client.query(statement, [JSON.stringify(rows)]);
}
