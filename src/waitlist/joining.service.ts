import { Injectable } from '@nestjs/common';
import { SessionTypeNotFoundError } from '../availability/availability-errors.js';
import { actorText } from '../database/acting.js';
import { CoachesService } from '../bookings/coaches.service.js';
import { BookingsBusyError, CoachNotFoundError } from '../bookings/domain/booking-errors.js';
import type { Handle } from '../database/database.js';
import { catchUpIds } from '../database/taken-ids.js';
import { Clock } from '../time/clock.js';
import { dayAt, dayOf, startOfDay } from '../time/zones.js';
import { type JoinSituation, NOTHING, refusalOf } from './domain/join-refusal.js';
import { DaysOverError } from './domain/wait-errors.js';
import type { TimeTarget, WaitTarget } from './domain/wait-target.js';
import { coachStatement, type JoinStatements, seatStatements, slotStatements, TIME } from './join-statements.js';

const ATTEMPTS = 5;
const MINUTE_MS = 60_000;

/** An entry that is to be written. */
interface Join {
  readonly statements: JoinStatements;
  readonly targetId: number;
  /** The last parameter of the statement that says why it was not written. */
  readonly asked: unknown;
  /** Of the statement that writes it, after the first four. */
  readonly values: readonly unknown[];
}

interface CoachRow {
  readonly zone: string | null;
  readonly typeId: number | null;
}

/** Puts clients on waitlists. */
@Injectable()
export class JoiningService {
  private readonly slot: JoinStatements;
  private readonly seat: JoinStatements;
  private readonly coach: string;

  constructor(
    private readonly clock: Clock,
    coaches: CoachesService,
  ) {
    this.slot = slotStatements(coaches.bookable);
    this.seat = seatStatements(coaches.bookable);
    this.coach = coachStatement(coaches.bookable);
  }

  /**
   * The id of the new entry. What becomes free at that very moment is not missed: who joins and who frees lock the same row, or take
   * turns. Errors: those of refusalOf, for times SessionTypeNotFoundError and DaysOverError. BookingsBusyError when every reason was
   * gone again by the time it was looked for.
   */
  async join(db: Handle, clientId: number, target: WaitTarget): Promise<number> {
    const now = this.clock.now();
    const { statements, targetId, asked, values } = await this.joinOf(db, target, now);
    const actor = actorText({ id: clientId, role: 'client' });
    for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
      const [entry] = await db.rows<{ id: number }>(statements.insert, [actor, clientId, targetId, now, ...values]);
      if (entry) return entry.id;
      const [situation = NOTHING] = await db.rows<JoinSituation>(statements.situation, [clientId, targetId, asked]);
      const refusal = refusalOf(target.kind, situation);
      if (refusal) throw refusal;
      // The reason is gone by now, or an imported entry has the id: try again.
      if (attempt === 1) await catchUpIds(db, 'waitlist_entries');
    }
    throw new BookingsBusyError();
  }

  private async joinOf(db: Handle, target: WaitTarget, now: Date): Promise<Join> {
    switch (target.kind) {
      case 'slot':
        return { statements: this.slot, targetId: target.coachId, asked: now, values: [] };
      case 'seat':
        return { statements: this.seat, targetId: target.groupSessionId, asked: now, values: [] };
      case 'time':
        return this.timeOf(db, target, now);
    }
  }

  private async timeOf(db: Handle, target: TimeTarget, now: Date): Promise<Join> {
    const { coachId, sessionTypeId, from, to, weekdays, earliest, latest } = target;
    const [coach] = await db.rows<CoachRow>(this.coach, [coachId, sessionTypeId]);
    if (!coach) throw new CoachNotFoundError();
    const { zone, typeId } = coach;
    if (typeId === null) throw new SessionTypeNotFoundError();
    const days = { zone: zone ?? 'UTC', last: dayOf(to) };
    if (days.last < dayAt(days.zone, Math.floor(now.getTime() / MINUTE_MS))) throw new DaysOverError();
    const expiresAt = new Date(startOfDay(days.zone, days.last + 1) * MINUTE_MS);
    const values = [typeId, from, to, weekdays, earliest, latest, expiresAt];
    return { statements: TIME, targetId: coachId, asked: typeId, values };
  }
}
