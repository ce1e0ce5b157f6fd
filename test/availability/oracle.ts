import { Temporal } from 'temporal-polyfill';
import type { Length, Reason, Situation } from '../../src/availability/domain/free-times.js';
import type { Range, Schedule } from '../../src/availability/domain/schedule.js';

const MINUTE_MS = 60_000;

/** Everything in these worlds happens at whole quarters of an hour, clock changes included. */
export const QUARTER = 15;

/**
 * The rules for free times written a second time, as slowly and as near to their sentences as can be, on another library for
 * time zones. It looks at every quarter of an hour by itself.
 */
export class Oracle {
  private readonly walls: Map<number, Temporal.ZonedDateTime>;
  private readonly candidates: readonly number[];

  /** Knows the times from `from` up to `to`. */
  constructor(
    private readonly zone: string,
    private readonly situation: Situation,
    from: number,
    to: number,
  ) {
    this.walls = wallsOf(zone);
    this.candidates = this.candidatesBetween(from, to);
  }

  free(): number[] {
    return this.candidates.filter((start) => this.reasons(start).length === 0);
  }

  reasons(start: number): Reason[] {
    const { schedule, length, now, taken, busyElsewhere, client } = this.situation;
    const session = { start, end: start + length.minutes };
    const sessions = taken.filter(({ isHold }) => !isHold);
    const day = this.dayNumber(start);
    const sameDay = taken.filter((one) => one.isCounted && this.dayNumber(one.start) === day);
    const holds = {
      'no-hours': false,
      'in-the-past': start <= now,
      'too-soon': start - now < schedule.noticeMinutes,
      'too-late-ahead': day - this.dayNumber(Math.floor(now)) >= schedule.windowDays,
      'outside-hours': quarters(session).some((quarter) => !this.isOpen(schedule, quarter)),
      'time-off': schedule.timeOff.some((off) => overlap(off, session)),
      'off-grid': !this.candidates.includes(start),
      'coach-busy': [...sessions, ...busyElsewhere].some((other) => overlap(other, session)),
      'too-close': sessions.some((other) => !overlap(other, session) && isTooNear(other, session, length)),
      held: taken.some((other) => other.isHold && (overlap(other, session) || isTooNear(other, session, length))),
      'daily-limit': schedule.dailyLimit !== null && sameDay.length >= schedule.dailyLimit,
      'client-limit': client !== null && client.limit !== null && client.active >= client.limit,
      'you-are-busy': client?.busy.some((own) => overlap(own, session)) ?? false,
    } satisfies Record<Reason, boolean>;
    return (Object.keys(holds) as Reason[]).filter((reason) => holds[reason]);
  }

  /** Wall times of the coach: the start of each interval and every so many minutes from there, as often as each occurs. */
  private candidatesBetween(from: number, to: number): number[] {
    const found = new Set<number>();
    const first = this.wall(from).toPlainDate().subtract({ days: 1 });
    const last = this.wall(to).toPlainDate().add({ days: 1 });
    for (let date = first; Temporal.PlainDate.compare(date, last) <= 0; date = date.add({ days: 1 })) {
      for (const { start, end } of hoursOf(this.situation.schedule, date)) {
        for (let minute = start; minute < end; minute += this.situation.schedule.gridMinutes) {
          const wall = date.toPlainDateTime().add({ minutes: minute });
          for (const instant of this.instants(wall)) if (instant >= from && instant < to) found.add(instant);
        }
      }
    }
    return [...found].sort((a, b) => a - b);
  }

  private instants(wall: Temporal.PlainDateTime): number[] {
    const [earlier, later] = (['earlier', 'later'] as const).map((disambiguation) =>
      wall.toZonedDateTime(this.zone, { disambiguation }),
    ) as [Temporal.ZonedDateTime, Temporal.ZonedDateTime];
    // A wall time that the clock jumps over is moved by Temporal.
    const real = [earlier, later].filter((zoned) => zoned.toPlainDateTime().equals(wall));
    return [...new Set(real.map(({ epochMilliseconds }) => epochMilliseconds / MINUTE_MS))];
  }

  private isOpen(schedule: Schedule, instant: number): boolean {
    const zoned = this.wall(instant);
    const minute = zoned.hour * 60 + zoned.minute;
    return hoursOf(schedule, zoned.toPlainDate()).some(({ start, end }) => start <= minute && minute < end);
  }

  private wall(instant: number): Temporal.ZonedDateTime {
    const known = this.walls.get(instant);
    if (known) return known;
    const zoned = Temporal.Instant.fromEpochMilliseconds(instant * MINUTE_MS).toZonedDateTimeISO(this.zone);
    this.walls.set(instant, zoned);
    return zoned;
  }

  private dayNumber(instant: number): number {
    return Temporal.PlainDate.from('1970-01-01').until(this.wall(instant).toPlainDate()).days;
  }
}

/** Every world of a zone asks for the same few days. */
const known = new Map<string, Map<number, Temporal.ZonedDateTime>>();

function wallsOf(zone: string): Map<number, Temporal.ZonedDateTime> {
  const walls = known.get(zone) ?? new Map<number, Temporal.ZonedDateTime>();
  known.set(zone, walls);
  return walls;
}

function hoursOf({ dates, week }: Schedule, date: Temporal.PlainDate): readonly Range[] {
  const day = Temporal.PlainDate.from('1970-01-01').until(date).days;
  return dates.get(day) ?? week.filter(({ weekday }) => weekday === date.dayOfWeek);
}

function quarters({ start, end }: Range): number[] {
  return Array.from({ length: (end - start) / QUARTER }, (_, index) => start + index * QUARTER);
}

const overlap = (a: Range, b: Range) => a.start < b.end && b.start < a.end;

function isTooNear(other: Situation['taken'][number], own: Range, { before, after }: Length): boolean {
  const gap = other.end <= own.start ? own.start - other.end : other.start - own.end;
  const wanted = other.end <= own.start ? other.after + before : after + other.before;
  return gap < wanted;
}
