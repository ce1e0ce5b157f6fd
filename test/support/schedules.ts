import type { Person, TestApp } from './app.js';

/** What a coach of a test sets; minutes from Monday's midnight, start and end in turn. */
interface Wanted {
  readonly time_zone?: string;
  readonly weekly_hours?: readonly number[];
  readonly notice_minutes?: number;
  readonly window_days?: number;
  readonly grid_minutes?: number;
  readonly daily_limit?: number;
  readonly client_limit?: number;
  readonly auto_confirm?: boolean;
  readonly move_notice_minutes?: number;
  readonly cancel_notice_minutes?: number;
}

/** A session type of a test. */
interface WantedType {
  readonly minutes?: number;
  readonly buffer_before_minutes?: number;
  readonly buffer_after_minutes?: number;
}

const DAY = 1440;

/** The same hours on all seven days: `daily(9, 17)`. */
export const daily = (...hours: readonly number[]): number[] =>
  [0, 1, 2, 3, 4, 5, 6].flatMap((day) => hours.map((hour) => day * DAY + hour * 60));

/** Gives a coach hours and one session type with plain SQL; returns the id of the type. */
export async function opened(app: TestApp, coach: Person, wanted: Wanted = {}, type: WantedType = {}): Promise<number> {
  const row = { coach_id: coach.id, time_zone: 'UTC', weekly_hours: daily(0, 24), notice_minutes: 0, ...wanted };
  const columns = Object.keys(row).join(', ');
  await app.sql(
    `INSERT INTO schedules (${columns}) SELECT ${columns} FROM jsonb_populate_record(NULL::schedules, $1)`,
    [JSON.stringify(row)],
  );
  const { minutes = 60, buffer_before_minutes = 0, buffer_after_minutes = 0 } = type;
  const [inserted] = await app.sql<{ id: number }>(
    `INSERT INTO session_types (coach_id, name, minutes, buffer_before_minutes, buffer_after_minutes)
     VALUES ($1, 'Training session', $2, $3, $4) RETURNING id`,
    [coach.id, minutes, buffer_before_minutes, buffer_after_minutes],
  );
  return inserted!.id;
}
