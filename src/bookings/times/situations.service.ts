import { Injectable } from '@nestjs/common';
import { Calendar, type Length, type Reason, REASONS, reasonsAt } from '../../availability/domain/free-times.js';
import { Config } from '../../config/config.js';
import type { Rows } from '../../database/database.js';
import { DAY_MINUTES } from '../../time/zones.js';
import { CoachesService } from '../coaches.service.js';
import { CoachNotFoundError } from '../domain/booking-errors.js';
import { boundBy, TimeNotFreeError } from '../domain/time-refusal.js';
import {
  heldSeconds,
  minutesOf,
  type Question,
  situationStatement,
  situationValues,
  type SituationRow,
  toSituation,
} from './situation.js';

/** Loads what decides about a coach's times, in one statement, and asks the rules. */
@Injectable()
export class SituationsService {
  private readonly statement: string;
  /** Of the platform: active bookings of a client with a coach who sets no limit of their own. */
  readonly clientLimit: number | null;

  constructor(coaches: CoachesService, config: Config) {
    this.statement = situationStatement(coaches.bookable);
    this.clientLimit = config.clientLimit;
  }

  /** CoachNotFoundError when the coach cannot be booked. */
  async load(db: Rows, question: Question): Promise<SituationRow> {
    const row = await this.loadAny(db, question);
    if (!row?.is_bookable) throw new CoachNotFoundError();
    return row;
  }

  /** Whether or not clients can book the coach. */
  async loadAny(db: Rows, question: Question): Promise<SituationRow | undefined> {
    const [row] = await db.rows<SituationRow>(this.statement, situationValues(question));
    return row;
  }

  /** Every reason of those that bind why no session can start then, in the order in which they are told. */
  reasonsAt(
    row: SituationRow,
    question: Question,
    length: Length,
    start: Date,
    binding: readonly Reason[] = REASONS,
  ): Reason[] {
    const at = minutesOf(start);
    const situation = boundBy(binding, toSituation(row, question, length, this.clientLimit));
    const reasons = reasonsAt(new Calendar(situation, at - DAY_MINUTES, at + DAY_MINUTES), at);
    return reasons.filter((code) => binding.includes(code));
  }

  /** Throws TimeNotFreeError when one of the reasons that bind keeps a session from starting then. */
  assertFree(row: SituationRow, question: Question, length: Length, start: Date, binding: readonly Reason[]): void {
    const [first, ...others] = this.reasonsAt(row, question, length, start, binding);
    if (first) throw new TimeNotFreeError([first, ...others], heldSeconds(row, question.now));
  }
}
