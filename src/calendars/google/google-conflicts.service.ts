import { Injectable } from '@nestjs/common';
import type { Principal } from '../../auth/access/principal.js';
import { BookingChangesService } from '../../bookings/booking-changes.service.js';
import { GroupSessionChangesService } from '../../bookings/group-sessions/group-session-changes.service.js';
import { MovesService } from '../../bookings/times/moves.service.js';
import { Database } from '../../database/database.js';
import { Worker } from '../../outbox/worker.js';
import { Clock } from '../../time/clock.js';
import { KeysetList, type Order } from '../../wire/lists/keyset-list.js';
import type { Page, TimePageQuery } from '../../wire/lists/paging.js';
import type { CalendarConflictDto } from './dto/google.dto.js';
import { ConflictNotFoundError } from './google-errors.js';

/** Conflicts of sessions that are still to come. */
const CONFLICTS = `
  google_calendars g JOIN google_conflicts c ON c.calendar_id = g.calendar_id
  LEFT JOIN bookings b ON c.subject_kind = 'booking' AND b.id = c.subject_id AND b.status IN ('pending', 'confirmed')
  LEFT JOIN group_sessions s ON c.subject_kind = 'group_session' AND s.id = c.subject_id AND s.cancelled_at IS NULL
  CROSS JOIN LATERAL (SELECT coalesce(b.scheduled_at, s.starts_at) AS starts_at, coalesce(b.ends_at, s.ends_at) AS ends_at) t`;
const COLUMNS = `
  c.id, b.id AS booking_id, s.id AS group_session_id, CASE WHEN c.google_starts_at IS NULL THEN 'deleted' ELSE 'moved' END AS kind,
  t.starts_at, t.ends_at, c.google_starts_at, c.google_ends_at, c.seen_at`;
const ONE = `SELECT ${COLUMNS} FROM ${CONFLICTS} WHERE g.coach_id = $1 AND c.id = $2 AND t.ends_at > $3`;

/** The event is as Google has it, and is written anew. One that was deleted is made again, if its session takes place. */
const SETTLE = `
  WITH settled AS (
    DELETE FROM google_conflicts WHERE id = $1
    RETURNING calendar_id, subject_kind, subject_id, google_starts_at, google_ends_at, etag
  )
  UPDATE google_events e
     SET etag = CASE WHEN s.google_starts_at IS NULL THEN NULL ELSE s.etag END, starts_at = s.google_starts_at,
         ends_at = s.google_ends_at, wanted = e.wanted + 1, attempts = e.attempts + 1, due_at = $2
    FROM settled s
   WHERE (e.calendar_id, e.subject_kind, e.subject_id) = (s.calendar_id, s.subject_kind, s.subject_id)`;

const NEWEST: Order<CalendarConflictDto> = {
  key: 'c.seen_at',
  id: 'c.id',
  direction: 'DESC',
  cursorOf: ({ seen_at, id }) => ({ value: seen_at, id }),
};

/** What coaches did at Google to the events of their sessions. Nothing of it is followed before the coach says so. */
@Injectable()
export class GoogleConflictsService {
  constructor(
    private readonly database: Database,
    private readonly moves: MovesService,
    private readonly changes: BookingChangesService,
    private readonly groupSessions: GroupSessionChangesService,
    private readonly worker: Worker,
    private readonly clock: Clock,
  ) {}

  /** The newest first. */
  list(coachId: number, query: TimePageQuery): Promise<Page<CalendarConflictDto>> {
    const list = new KeysetList(NEWEST, query, CONFLICTS);
    list.where(`g.coach_id = ${list.parameter(coachId)} AND t.ends_at > ${list.parameter(this.clock.now())}`);
    return list.page(this.database, (rest) => `SELECT ${COLUMNS} FROM ${CONFLICTS} ${rest}`);
  }

  /** Moves or cancels the session. When a rule refuses, that is the answer, and the conflict stays. */
  async accept(coach: Principal, id: number): Promise<void> {
    const conflict = await this.find(coach.id, id);
    if (conflict.google_starts_at === null) await this.cancel(coach, conflict);
    else await this.move(coach, conflict, new Date(conflict.google_starts_at));
    await this.settle(id);
  }

  /** The session stays as it is, and its event is made so again. */
  async dismiss(coachId: number, id: number): Promise<void> {
    await this.find(coachId, id);
    await this.settle(id);
  }

  private async find(coachId: number, id: number): Promise<CalendarConflictDto> {
    const [found] = await this.database.rows<CalendarConflictDto>(ONE, [coachId, id, this.clock.now()]);
    if (!found) throw new ConflictNotFoundError();
    return found;
  }

  private async move(coach: Principal, { booking_id, group_session_id }: CalendarConflictDto, start: Date) {
    if (booking_id !== null) await this.moves.move(coach, booking_id, start);
    if (group_session_id !== null) await this.groupSessions.change(coach.id, group_session_id, { startsAt: start });
  }

  private async cancel(coach: Principal, { booking_id, group_session_id }: CalendarConflictDto): Promise<void> {
    if (booking_id !== null) await this.changes.change(coach, booking_id, { status: 'cancelled' });
    if (group_session_id !== null) await this.groupSessions.cancel(coach.id, group_session_id);
  }

  private async settle(id: number): Promise<void> {
    await this.database.rows(SETTLE, [id, this.clock.now()]);
    this.worker.wake();
  }
}
