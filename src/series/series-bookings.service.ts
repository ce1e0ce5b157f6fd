import { Injectable } from '@nestjs/common';
import { agreedTerms, instantOf, lengthOf, minutesOf } from '../bookings/times/situation.js';
import { Database, type Handle, type Transaction } from '../database/database.js';
import { Clock } from '../time/clock.js';
import { dateOf } from '../time/zones.js';
import { SeriesConflictError } from './domain/series-errors.js';
import type { SeriesRequest } from './dto/series-requests.dto.js';
import type { PlannedSeriesDto } from './dto/series.dto.js';
import { dropOwn } from './own-holds.js';
import { type SeriesPlan, SeriesPlansService } from './series-plans.service.js';
import { reserveWholeOrNothing } from './series-credits.js';
import { plannedOf, ruleOf } from './series-rows.js';
import { takeTurn } from './series-turn.js';
import { Series } from './series.entity.js';

/** In order of time: two who insert overlapping sessions in different orders would wait for each other. */
const INSERT = `
  INSERT INTO bookings AS b (coach_id, client_id, scheduled_at, ends_at, status, session_type_id, session_type_name,
    buffer_before, buffer_after, move_notice_minutes, cancel_notice_minutes, late_cancellation_percent, no_show_percent,
    series_id, series_at, created_at, updated_at)
  SELECT $1, $2, start, start + make_interval(mins => $4), $5::booking_status, $6::integer, $7, $8, $9, $10, $11, $12, $13,
         $14, start, $15, $15
    FROM unnest($3::timestamptz[]) AS start ORDER BY start
  RETURNING b.id, b.scheduled_at`;

/** Books series, all of their sessions in one transaction. */
@Injectable()
export class SeriesBookingsService {
  constructor(
    private readonly database: Database,
    private readonly plans: SeriesPlansService,
    private readonly clock: Clock,
  ) {}

  /** Judges each session of a series and changes nothing. Errors: those of SeriesPlansService.plan. */
  async preview(clientId: number, request: SeriesRequest): Promise<PlannedSeriesDto> {
    return shown(await this.plans.plan(this.database, clientId, request), null, new Map());
  }

  /** Moreover SeriesConflictError, when too little is free. */
  book(db: Handle, clientId: number, request: SeriesRequest): Promise<PlannedSeriesDto> {
    const pair = { coach_id: request.coachId, client_id: clientId };
    return db.transaction(async (tx) => {
      await takeTurn(tx, pair, { id: clientId, role: 'client' }, this.clock.now());
      const plan = await this.plans.plan(tx, clientId, request);
      const starts = freeStarts(plan);
      const isEnough = request.onConflict === 'skip' ? starts.length > 0 : starts.length === plan.occurrences.length;
      if (!isEnough) throw new SeriesConflictError(shown(plan, null, new Map()).occurrences);
      return this.write(tx, clientId, plan, starts);
    });
  }

  private async write(tx: Transaction, clientId: number, plan: SeriesPlan, starts: Date[]): Promise<PlannedSeriesDto> {
    const { situation, now } = plan;
    const { type, coach_id: coachId } = situation;
    const { minutes, before, after } = lengthOf(type);
    const pair = { coach_id: coachId, client_id: clientId };
    await dropOwn(tx, pair, { starts, length: { minutes, before, after }, now });
    const { identifiers } = await tx.repository(Series).insert(seriesRow(plan, clientId));
    const id = identifiers[0]?.['id'] as number;
    if (type && !type.is_free) await reserveWholeOrNothing(tx, pair, type.id, starts);
    const bookings = await tx.rows<{ id: number; scheduled_at: string }>(INSERT, [
      ...[coachId, clientId, starts, minutes, situation.auto_confirm ? 'confirmed' : 'pending'],
      ...[type?.id ?? null, type?.name ?? null, before, after],
      ...[...agreedTerms(situation), id, now],
    ]);
    return shown(plan, id, new Map(bookings.map((row) => [minutesOf(new Date(row.scheduled_at)), row.id])));
  }
}

function freeStarts({ occurrences }: SeriesPlan): Date[] {
  return occurrences.flatMap(({ start, verdict }) => (verdict === 'free' && start !== null ? [instantOf(start)] : []));
}

function seriesRow({ rule, zone, situation, now }: SeriesPlan, clientId: number) {
  const { end, minuteOfDay, everyWeeks, weekdays } = rule;
  return {
    ...{ coachId: situation.coach_id, clientId, timeZone: zone, minuteOfDay, everyWeeks, weekdays: [...weekdays] },
    ...{ sessionTypeId: situation.type?.id ?? null, sessionTypeName: situation.type?.name ?? null },
    startsOn: dateOf(rule.startsOn),
    occurrences: 'count' in end ? end.count : null,
    until: 'until' in end ? dateOf(end.until) : null,
    ...{ createdAt: now, updatedAt: now },
  };
}

/** `bookings`: their ids by their starts. */
function shown(plan: SeriesPlan, id: number | null, bookings: ReadonlyMap<number, number>): PlannedSeriesDto {
  const { zone, rule, occurrences, situation } = plan;
  return {
    id,
    coach_id: situation.coach_id,
    session_type_id: situation.type?.id ?? null,
    session_type_name: situation.type?.name ?? null,
    rule: ruleOf(rule, zone),
    occurrences: occurrences.map((one) => plannedOf(zone, one, bookings.get(one.start ?? NaN) ?? null)),
  };
}
