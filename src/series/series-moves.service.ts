import { Injectable } from '@nestjs/common';
import type { Principal } from '../auth/access/principal.js';
import { stateOf, termsOf } from '../bookings/booking-columns.js';
import { BookingNotFoundError } from '../bookings/domain/booking-errors.js';
import { assertMovable } from '../bookings/domain/booking-move.js';
import { minutesOf } from '../bookings/times/situation.js';
import { Database, type Transaction } from '../database/database.js';
import { Clock } from '../time/clock.js';
import { dateOf, dayOf } from '../time/zones.js';
import { targetsOf } from './domain/series-move.js';
import { type Shift, shiftBetween, shiftedWeekdays } from './domain/series-rule.js';
import type { SeriesDto } from './dto/series.dto.js';
import { assertStart } from './series-plans.service.js';
import { SeriesReaderService } from './series-reader.service.js';
import { asOccurrence, changesTime, type Mover, type RowOccurrence } from './series-mover.js';
import { partyIn } from './series-rows.js';
import { SeriesTargetsService } from './series-targets.service.js';
import { lockOccurrences, takeTurn } from './series-turn.js';
import { Series } from './series.entity.js';

/** Moves this session of a series and all later ones. */
@Injectable()
export class SeriesMovesService {
  constructor(
    private readonly database: Database,
    private readonly reader: SeriesReaderService,
    private readonly targets: SeriesTargetsService,
    private readonly clock: Clock,
  ) {}

  /**
   * All or none. Each goes as many days further as `fromId` does, to the new wall time in the zone of the series. Errors: those of
   * SeriesReaderService.read, SessionInPastError, BookingNotFoundError, CoachNotFoundError, those of assertMovable, SeriesConflictError,
   * CreditExpiresError.
   */
  async move(actor: Principal, id: number, fromId: number, start: Date): Promise<SeriesDto> {
    const series = await this.reader.read(actor, id);
    const mover = { actor, party: partyIn(series, actor), series, now: this.clock.now() };
    assertStart(start, mover.now);
    await this.database.transaction((tx) => this.moveIn(tx, mover, fromId, start));
    return this.reader.find(actor, id);
  }

  private async moveIn(tx: Transaction, mover: Mover, fromId: number, start: Date): Promise<void> {
    const { actor, party, series, now } = mover;
    await takeTurn(tx, series, { ...actor, role: party }, now);
    const occurrences = (await lockOccurrences(tx, series.id)).map(asOccurrence);
    const from = occurrences.find(({ id }) => id === fromId);
    if (!from) throw new BookingNotFoundError();
    const shift = shiftBetween(series.time_zone, from.planned, minutesOf(start));
    assertAllMovable([from], mover);
    const targets = targetsOf(occurrences, from, shift, series.time_zone);
    assertAllMovable(
      targets.filter(changesTime).map(({ occurrence }) => occurrence),
      mover,
    );
    if (targets.length === 0) return;
    await this.targets.write(tx, mover, targets);
    await this.shiftRule(tx, mover, shift, from === occurrences[0]);
  }

  /** The rule tells where the sessions are from now on. */
  private async shiftRule(tx: Transaction, { series, now }: Mover, shift: Shift, isFirst: boolean): Promise<void> {
    const startsOn = dayOf(series.starts_on) + (isFirst ? shift.days : 0);
    const until = series.until === null ? null : Math.max(dayOf(series.until) + shift.days, startsOn);
    await tx.repository(Series).update(series.id, {
      weekdays: shiftedWeekdays(series.weekdays, shift),
      minuteOfDay: shift.minuteOfDay,
      startsOn: dateOf(startsOn),
      until: until === null ? null : dateOf(until),
      updatedAt: now,
    });
  }
}

function assertAllMovable(occurrences: readonly RowOccurrence[], { party, now }: Mover): void {
  for (const { row } of occurrences) assertMovable(stateOf(row), termsOf(row), party, now);
}
