import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { Clock } from '../../time/clock.js';
import { actorText } from '../../database/acting.js';
import { AlreadyStartedError, BookingsBusyError, CoachNotFoundError } from '../domain/booking-errors.js';
import { CONFLICTS, TimeNotFreeError } from '../domain/time-refusal.js';
import { boundsCall, boundsValues, UNBOUND } from '../times/claim.js';
import { SituationsService } from '../times/situations.service.js';
import { TimeBookingsService } from '../times/time-bookings.service.js';
import {
  assertOpen,
  type ChangedGroupSession,
  changedGroupSession,
  type GroupSessionChange,
} from './domain/group-session-change.js';
import { GroupSessionNotFoundError } from './domain/group-session-errors.js';
import type { CoachGroupSessionDto, GroupSessionWithSeatsDto } from './dto/group-sessions.dto.js';
import { COACH_GROUP_SESSION_COLUMNS } from './group-session-columns.js';
import { GroupSessionListsService } from './group-session-lists.service.js';

const ATTEMPTS = 5;

/** A group session, and the row of bookings `k` that keeps its time; a cancelled one has none. */
const READ = `
  SELECT ${COACH_GROUP_SESSION_COLUMNS}, k.id AS kept_id, k.buffer_before, k.buffer_after
    FROM group_sessions g LEFT JOIN bookings k ON k.group_session_id = g.id AND k.kind = 'group_session'
   WHERE g.id = $1 AND g.coach_id = $2`;

type Row = CoachGroupSessionDto & {
  readonly kept_id: number | null;
  readonly buffer_before: number | null;
  readonly buffer_after: number | null;
};

/** Whether another session of somebody with a seat overlaps the time from `$2` to `$3`. */
const SOMEBODY_IS_BUSY = `
  SELECT FROM bookings seat
    JOIN bookings b ON b.client_id = seat.client_id AND b.id <> seat.id AND b.status IN ('pending', 'confirmed')
                   AND b.scheduled_at IS NOT NULL AND tstzrange(b.scheduled_at, b.ends_at) && tstzrange($2, $3) AND (b.kind = 'booking' OR b.held_until > $4)
   WHERE seat.group_session_id = $1 AND seat.client_id IS NOT NULL AND seat.status IN ('pending', 'confirmed') LIMIT 1`;

/** Takes turns for all who take part, then asks for the time; triggers move the bookings. Nothing when it was moved meanwhile. */
const MOVE = `
  WITH turn AS MATERIALIZED (
    SELECT set_config('app.actor', $3, true),
           CASE WHEN group_sessions_begin($1, $7) THEN
             bookings_claim(coach => k.coach_id, client => NULL, starts => $4, ends => $5, before => k.buffer_before,
                            after => k.buffer_after, moved => k.id, is_own => false, at => $7, ${boundsCall(8)}) END AS is_free
      FROM bookings k WHERE k.group_session_id = $1 AND k.kind = 'group_session'
  )
  UPDATE group_sessions g SET starts_at = $4, ends_at = $5, capacity = $6, updated_at = $7
    FROM turn
   WHERE turn.is_free AND g.id = $1 AND g.sequence = $2 AND g.cancelled_at IS NULL AND g.starts_at > $7 AND g.seats_taken <= $6
  RETURNING g.id`;

const RESIZE = `
  WITH turn AS MATERIALIZED (SELECT set_config('app.actor', $2, true), group_sessions_begin($1, $4) AS has_begun)
  UPDATE group_sessions g SET capacity = $3, updated_at = $4
    FROM turn
   WHERE turn.has_begun AND g.id = $1 AND g.cancelled_at IS NULL AND g.starts_at > $4 AND g.seats_taken <= $3
  RETURNING g.id`;

const CANCEL = `
  WITH turn AS MATERIALIZED (
    SELECT set_config('app.actor', $3, true), group_sessions_begin(g.id, $4) AS has_begun
      FROM group_sessions g WHERE g.id = $1 AND g.coach_id = $2 AND g.cancelled_at IS NULL AND g.ends_at > $4
  )
  UPDATE group_sessions g SET cancelled_at = $4, updated_at = $4
    FROM turn WHERE turn.has_begun AND g.id = $1 AND g.cancelled_at IS NULL
  RETURNING g.id`;

const CONFIRM = `
  WITH turn AS MATERIALIZED (SELECT set_config('app.actor', $2, true), group_sessions_begin($1, $3) AS has_begun)
  UPDATE bookings b SET status = 'confirmed', updated_at = $3
    FROM turn
   WHERE turn.has_begun AND b.group_session_id = $1 AND b.kind = 'booking' AND b.status = 'pending' AND b.scheduled_at > $3
     AND b.pay_until IS NULL
  RETURNING b.id`;

const asCoach = (id: number) => actorText({ id, role: 'coach' });

/** Moves, resizes, confirms and cancels group sessions. Triggers move and cancel their seats with them. */
@Injectable()
export class GroupSessionChangesService {
  constructor(
    private readonly database: Database,
    private readonly situations: SituationsService,
    private readonly times: TimeBookingsService,
    private readonly lists: GroupSessionListsService,
    private readonly clock: Clock,
  ) {}

  /** Of changes that race each is decided on what the one before it left. Errors: those of changedGroupSession, TimeNotFreeError. */
  async change(coachId: number, id: number, change: GroupSessionChange): Promise<CoachGroupSessionDto> {
    for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
      const row = await this.read(coachId, id);
      const changed = changedGroupSession(stateOf(row), change, this.clock.now());
      if (changed === null) return shown(row);
      const isSaved = changed.moves ? await this.moved(row, changed) : await this.resized(row, changed);
      // Read again: seats that were added are offered after RETURNING has counted them.
      if (isSaved) return shown(await this.read(coachId, id));
    }
    throw new BookingsBusyError();
  }

  /** GroupSessionNotFoundError when it is cancelled already, AlreadyStartedError when it is over. */
  async cancel(coachId: number, id: number): Promise<void> {
    const cancelled = await this.database.rows(CANCEL, [id, coachId, asCoach(coachId), this.clock.now()]);
    if (cancelled.length > 0) return;
    const { is_cancelled } = await this.read(coachId, id);
    throw is_cancelled ? new GroupSessionNotFoundError() : new AlreadyStartedError();
  }

  /** Confirms all bookings that are pending and need not be paid first. */
  async confirm(coachId: number, id: number): Promise<GroupSessionWithSeatsDto> {
    assertOpen(stateOf(await this.read(coachId, id)), this.clock.now());
    await this.database.rows(CONFIRM, [id, asCoach(coachId), this.clock.now()]);
    return this.lists.find(coachId, id);
  }

  private async read(coachId: number, id: number): Promise<Row> {
    const [row] = await this.database.rows<Row>(READ, [id, coachId]);
    if (!row) throw new GroupSessionNotFoundError();
    return row;
  }

  private async moved(row: Row, { startsAt, capacity }: ChangedGroupSession): Promise<boolean> {
    const { id, coach_id: coachId } = row;
    const asked = {
      coachId,
      sessionTypeId: null,
      clientId: null,
      movedBookingIds: row.kept_id === null ? [] : [row.kept_id],
      isOwn: false,
    };
    const question = this.times.questionAt(startsAt, asked, 'starts_at');
    const situation = await this.situations.loadAny(this.database, question);
    if (!situation) throw new CoachNotFoundError();
    const length = lengthOf(row);
    this.situations.assertFree(situation, question, length, startsAt, CONFLICTS);
    const end = new Date(startsAt.getTime() + length.minutes * 60_000);
    const busy = await this.database.rows(SOMEBODY_IS_BUSY, [id, startsAt, end, question.now]);
    if (busy.length > 0) throw new TimeNotFreeError(['you-are-busy']);
    const values = [
      id,
      row.sequence,
      asCoach(coachId),
      startsAt,
      end,
      capacity,
      question.now,
      ...boundsValues(UNBOUND),
    ];
    const saved = await this.database.rows(MOVE, values);
    return saved.length > 0;
  }

  private async resized({ id, coach_id }: Row, { capacity }: ChangedGroupSession): Promise<boolean> {
    const values = [id, asCoach(coach_id), capacity, this.clock.now()];
    const saved = await this.database.rows(RESIZE, values);
    return saved.length > 0;
  }
}

const stateOf = ({ starts_at, capacity, seats_taken, is_cancelled }: Row) => ({
  startsAt: new Date(starts_at),
  capacity,
  seatsTaken: seats_taken,
  isCancelled: is_cancelled,
});

const lengthOf = ({ starts_at, ends_at, buffer_before, buffer_after }: Row) => ({
  minutes: (Date.parse(ends_at) - Date.parse(starts_at)) / 60_000,
  before: buffer_before ?? 0,
  after: buffer_after ?? 0,
});

function shown({
  kept_id: _kept,
  buffer_before: _before,
  buffer_after: _after,
  ...session
}: Row): CoachGroupSessionDto {
  return session;
}
