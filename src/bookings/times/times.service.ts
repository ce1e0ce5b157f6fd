import { Injectable } from '@nestjs/common';
import { SessionTypeNotFoundError } from '../../availability/availability-errors.js';
import { Calendar, freeTimes, type Length } from '../../availability/domain/free-times.js';
import { endOfWindow, hasHours } from '../../availability/domain/schedule.js';
import type { Principal } from '../../auth/access/principal.js';
import { Database } from '../../database/database.js';
import { Clock } from '../../time/clock.js';
import { instantText } from '../../time/iso.js';
import { dateOf, dayAt, dayOf, DAY_MINUTES, localText, startOfDay, utcText } from '../../time/zones.js';
import { inWords } from '../domain/time-refusal.js';
import { TooManyDaysError } from './times-errors.js';
import type { ExplainQuery, ExplanationDto, FreeTimesDto, TimesQuery } from './dto/times.dto.js';
import { instantOf, lengthOf, minutesOf, type Question, type SituationRow, toSituation } from './situation.js';
import { SituationsService } from './situations.service.js';

const MOST_DAYS = 62;
const DEFAULT_DAYS = 14;
const DAY_MS = 86_400_000;

/** A coach's free times, and why a time is not free: by the same rules as booking. */
@Injectable()
export class TimesService {
  constructor(
    private readonly database: Database,
    private readonly situations: SituationsService,
    private readonly clock: Clock,
  ) {}

  /** One statement, and a second one when nothing is free in the period and later times are looked at. */
  async list(reader: Principal, coachId: number, query: TimesQuery): Promise<FreeTimesDto> {
    const now = this.clock.now();
    const asked = this.questionOf(reader, coachId, query.session_type_id, now);
    const { from, to } = widely(query, now);
    const question = { ...asked, from, to };
    const row = await this.load(question);
    const zone = query.time_zone ?? row.time_zone ?? 'UTC';
    const period = periodOf(query, zone, now);
    const length = lengthOf(row.type);
    const found = row.type === null ? [] : this.freeIn(row, question, length, period);
    const next = found[0] ?? (row.type === null ? null : await this.next(row, question, length, period.end));
    return {
      coach_id: coachId,
      session_type_id: row.type?.id ?? null,
      time_zone: zone,
      times: found.map((start) => ({
        starts_at: utcText(start),
        ends_at: utcText(start + length.minutes),
        local_start: localText(zone, start),
      })),
      next_starts_at: next === null ? null : utcText(next),
    };
  }

  async explain(reader: Principal, coachId: number, query: ExplainQuery): Promise<ExplanationDto> {
    const now = this.clock.now();
    const start = new Date(query.starts_at);
    const question = {
      ...this.questionOf(reader, coachId, query.session_type_id, now),
      from: new Date(start.getTime() - 2 * DAY_MS),
      to: new Date(start.getTime() + 2 * DAY_MS),
    };
    const row = await this.load(question);
    const length = lengthOf(row.type);
    const reasons = this.situations.reasonsAt(row, question, length, start).map(inWords);
    return { ...spanOf(minutesOf(start), length), is_free: reasons.length === 0, reasons };
  }

  /** Sessions and limits of the reader matter when they are a client. */
  private questionOf(reader: Principal, coachId: number, typeId: number | undefined, now: Date) {
    const clientId = reader.role === 'client' ? reader.id : null;
    return { coachId, sessionTypeId: typeId ?? null, clientId, now, movedBookingIds: [], isOwn: true, startsAt: null };
  }

  private async load(question: Question): Promise<SituationRow> {
    const row = await this.situations.load(this.database, question);
    if (row.type === null && question.sessionTypeId !== null) throw new SessionTypeNotFoundError();
    return row;
  }

  private freeIn(
    row: SituationRow,
    question: Question,
    length: Length,
    { start, end }: Minutes,
    most?: number,
  ): number[] {
    const situation = toSituation(row, question, length, this.situations.clientLimit);
    return freeTimes(new Calendar(situation, start, end), start, end, most);
  }

  /** The first free time from an instant on; null when there is none up to the end of the coach's window. */
  private async next(row: SituationRow, question: Question, length: Length, after: number): Promise<number | null> {
    const { schedule, now } = toSituation(row, question, length, null);
    if (!hasHours(schedule)) return null;
    const start = Math.max(after, Math.floor(now));
    const end = endOfWindow(schedule, now);
    if (end <= start) return null;
    const later = { ...question, from: instantOf(start - DAY_MINUTES), to: instantOf(end + DAY_MINUTES) };
    const [first] = this.freeIn(await this.load(later), later, length, { start, end }, 1);
    return first ?? null;
  }
}

/** Instants in minutes since 1970. */
interface Minutes {
  readonly start: number;
  readonly end: number;
}

function spanOf(start: number, { minutes }: Length) {
  return { starts_at: instantText(instantOf(start)), ends_at: instantText(instantOf(start + minutes)) };
}

/** The days that are asked for, in a zone. TooManyDaysError when they are more than 62. */
function periodOf({ from, to }: TimesQuery, zone: string, now: Date): Minutes {
  const first = from === undefined ? dayAt(zone, Math.floor(minutesOf(now))) : dayOf(from);
  const last = to === undefined ? first + DEFAULT_DAYS - 1 : dayOf(to);
  if (last - first >= MOST_DAYS) throw new TooManyDaysError(MOST_DAYS);
  return { start: startOfDay(zone, first), end: startOfDay(zone, last + 1) };
}

/** The same, wide enough for every zone: the coach's own is not known before the statement. */
function widely({ from, to }: TimesQuery, now: Date): { from: Date; to: Date } {
  const today = dateOf(dayAt('UTC', Math.floor(minutesOf(now))));
  const first = dayOf(from ?? (to !== undefined && to < today ? to : today));
  const last = to === undefined ? first + DEFAULT_DAYS - 1 : dayOf(to);
  return { from: instantOf((first - 2) * DAY_MINUTES), to: instantOf((last + 3) * DAY_MINUTES) };
}
