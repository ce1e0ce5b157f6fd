import { Injectable } from '@nestjs/common';
import { UnauthenticatedError } from '../auth/auth-errors.js';
import { Database, type Handle, type Transaction } from '../database/database.js';
import { updateFromJson } from '../database/json-writes.js';
import { BusyTimesService } from './busy-times/busy-times.service.js';
import { ZoneNeededError } from './availability-errors.js';
import { weeklyHoursOf, weekMinutes } from './domain/hours.js';
import type { ChangeScheduleDto, ScheduleDto } from './dto/schedule.dto.js';

const FIELDS = [
  'time_zone',
  'weekly_hours',
  'notice_minutes',
  'window_days',
  'grid_minutes',
  'daily_limit',
  'client_limit',
  'auto_confirm',
  'move_notice_minutes',
  'cancel_notice_minutes',
  'series_weeks',
  'video_link',
] as const;

const ONE = `SELECT ${FIELDS.join(', ')} FROM schedules WHERE coach_id = $1`;

/**
 * Bookings of the coach's times that are under way were decided by the hours of before: they are stored before the hours change. A
 * statement of its own, before any row is locked, as bookings_take_turns takes it.
 */
const TAKE_TURN = `SELECT pg_advisory_xact_lock('bookings'::regclass::oid::integer, $1)`;

/** Makes the row of an active coach if it is missing, and locks it. */
const OPEN = `
  INSERT INTO schedules AS s (coach_id)
  SELECT u.id FROM users u WHERE u.id = $1 AND u.role = 'coach' AND u.is_active FOR KEY SHARE
      ON CONFLICT (coach_id) DO UPDATE SET time_zone = s.time_zone
  RETURNING s.time_zone`;

const CHANGE = updateFromJson({
  table: 'schedules',
  columns: FIELDS,
  condition: 't.coach_id = $2',
  returning: FIELDS,
});

const OFFER_SESSIONS = `
  INSERT INTO session_types (coach_id, name, minutes)
  SELECT $1, 'Training session', 60 WHERE NOT EXISTS (SELECT FROM session_types WHERE coach_id = $1)`;

const NEEDS_ZONE = `
  SELECT EXISTS (SELECT FROM schedule_dates WHERE coach_id = $1 AND hours <> '{}')
      OR EXISTS (SELECT FROM time_off WHERE coach_id = $1 AND first_day IS NOT NULL) AS needed`;

const FORGET = [
  `DELETE FROM external_calendars WHERE coach_id = $1`,
  `DELETE FROM time_off WHERE coach_id = $1`,
  `DELETE FROM schedule_dates WHERE coach_id = $1`,
  `DELETE FROM session_types t WHERE coach_id = $1
      AND NOT EXISTS (SELECT FROM bookings b WHERE b.session_type_id = t.id)
      AND NOT EXISTS (SELECT FROM group_sessions g WHERE g.session_type_id = t.id)
      AND NOT EXISTS (SELECT FROM series s WHERE s.session_type_id = t.id)
      AND NOT EXISTS (SELECT FROM waitlist_entries w WHERE w.session_type_id = t.id)`,
  `UPDATE session_types SET is_active = false, name = 'Session', description = NULL, location = NULL WHERE coach_id = $1`,
  `UPDATE schedules SET time_zone = NULL, weekly_hours = '{}', video_link = NULL WHERE coach_id = $1`,
  `DELETE FROM schedules s WHERE coach_id = $1 AND NOT EXISTS (SELECT FROM session_types t WHERE t.coach_id = s.coach_id)`,
];

/** A row as the table keeps it. */
type ScheduleRow = Omit<ScheduleDto, 'weekly_hours'> & { readonly weekly_hours: readonly number[] };

/** What counts for a coach who has set nothing. */
const DEFAULTS: ScheduleRow = {
  time_zone: null,
  weekly_hours: [],
  notice_minutes: 120,
  window_days: 60,
  grid_minutes: 15,
  daily_limit: null,
  client_limit: null,
  auto_confirm: false,
  move_notice_minutes: 720,
  cancel_notice_minutes: 720,
  series_weeks: 12,
  video_link: null,
};

const shown = (row: ScheduleRow): ScheduleDto => ({ ...row, weekly_hours: weeklyHoursOf(row.weekly_hours) });

/** The hours and rules of coaches. */
@Injectable()
export class SchedulesService {
  constructor(
    private readonly database: Database,
    private readonly busyTimes: BusyTimesService,
  ) {}

  async find(coachId: number): Promise<ScheduleDto> {
    const [row] = await this.database.rows<ScheduleRow>(ONE, [coachId]);
    return shown(row ?? DEFAULTS);
  }

  /** Changes only what is given. ZoneNeededError when hours would be left without a zone. */
  async change(coachId: number, { weekly_hours: hours, ...rest }: ChangeScheduleDto): Promise<ScheduleDto> {
    const written = hours === undefined ? rest : { ...rest, weekly_hours: weekMinutes(hours) };
    return this.database.transaction(async (tx) => {
      const zone = await this.open(tx, coachId);
      const row = await tx.one<ScheduleRow>(CHANGE, [JSON.stringify(written), coachId]);
      if (rest.time_zone === null) await this.refuseDaysWithoutZone(tx, coachId);
      if (hours !== undefined && hours.length > 0) await this.offerSessions(tx, coachId);
      if (row.time_zone !== zone) await this.busyTimes.readAnew(tx, coachId);
      return shown(row);
    });
  }

  /** Makes the row of a coach if it is missing, locks it, and tells its zone. What hangs on the row is written after this. */
  async open(db: Handle, coachId: number): Promise<string | null> {
    await db.rows(TAKE_TURN, [coachId]);
    const [row] = await db.rows<{ time_zone: string | null }>(OPEN, [coachId]);
    // The coach was let in, then deactivated, deleted or given another role: answered as their next request will be.
    if (!row) throw new UnauthenticatedError();
    return row.time_zone;
  }

  /** Deletes the schedule of a user, whose row is locked. Types that were booked stay, emptied, for the bookings of others. */
  async forget(tx: Transaction, userId: number): Promise<void> {
    for (const statement of FORGET) await tx.rows(statement, [userId]);
  }

  /** Gives a coach with hours a first session type, unless they have one. The schedule is locked. */
  async offerSessions(tx: Transaction, coachId: number): Promise<void> {
    await tx.rows(OFFER_SESSIONS, [coachId]);
  }

  private async refuseDaysWithoutZone(tx: Transaction, coachId: number): Promise<void> {
    const { needed } = await tx.one<{ needed: boolean }>(NEEDS_ZONE, [coachId]);
    if (needed) throw new ZoneNeededError();
  }
}
