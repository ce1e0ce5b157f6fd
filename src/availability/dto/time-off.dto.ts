import { CalendarDate, field, Instant, instantRule, dateRule, Int, Text } from '../../wire/fields/fields.js';
import { note } from './schedule.dto.js';

/** Time in which a coach is away, whatever the hours say. */
export class TimeOffDto {
  @Int({ example: 1 })
  readonly id: number;

  @Instant({ example: '2027-02-01T09:00:00.000Z' })
  readonly starts_at: string;

  @Instant({ description: 'Exclusive.', example: '2027-02-01T12:00:00.000Z' })
  readonly ends_at: string;

  @CalendarDate({ nullable: true, description: 'First whole day; null when instants were given.', example: null })
  readonly from: string | null;

  @CalendarDate({ nullable: true, description: 'Last whole day, included.', example: null })
  readonly to: string | null;

  @Text({ max: 500, nullable: true, example: 'Dentist' })
  readonly note: string | null;
}

/** What a coach sends: two instants, or two whole days of their zone. */
export class MakeTimeOffDto {
  @Bound({ with: 'ends_at', instead: 'from', rule: instantRule, format: 'date-time', example: '2027-02-01T09:00:00Z' })
  readonly starts_at?: string | null;

  @Bound({
    with: 'starts_at',
    instead: 'to',
    rule: instantRule,
    format: 'date-time',
    example: '2027-02-01T12:00:00Z',
    after: true,
  })
  readonly ends_at?: string | null;

  @Bound({ with: 'to', instead: 'starts_at', rule: dayRule, format: 'date', example: '2027-03-01' })
  readonly from?: string | null;

  @Bound({ with: 'from', instead: 'ends_at', rule: dayRule, format: 'date', example: '2027-03-05', from: true })
  readonly to?: string | null;

  @note()
  readonly note?: string | null;
}

/** Examples of time off. */
export const TIMES_OFF = {
  days: { summary: 'Whole days', value: { from: '2027-03-01', to: '2027-03-05', note: 'Conference' } },
  hours: {
    summary: 'Some hours',
    value: { starts_at: '2027-02-01T09:00:00Z', ends_at: '2027-02-01T12:00:00Z', note: 'Dentist' },
  },
};

/** Its first and its last moment, in any zone, are within the years that instants can tell. */
function dayRule(value: unknown): string | null {
  const fault = dateRule(value);
  if (fault !== null) return fault;
  const day = value as string;
  return day > '0001-01-01' && day < '9999-12-30' ? null : 'must lie between 0001-01-02 and 9999-12-29';
}

interface Pair {
  /** The other end. */
  readonly with: string;
  /** The same end of the other pair. */
  readonly instead: string;
  readonly rule: (value: unknown) => string | null;
  readonly format: 'date' | 'date-time';
  readonly example: string;
  /** Must lie after the other end. */
  readonly after?: boolean;
  /** Must not lie before the other end. */
  readonly from?: boolean;
}

/** One end of a pair: both ends or none, and one pair of the two. */
function Bound(pair: Pair) {
  const { format, example } = pair;
  return field(
    (value, body) => boundFault(value, body as Record<string, unknown>, pair),
    { type: 'string', format },
    { optional: true, nullable: true, always: true, example },
  );
}

function boundFault(value: unknown, body: Record<string, unknown>, pair: Pair): string | null {
  const [other, instead] = [body[pair.with] ?? null, body[pair.instead] ?? null];
  if (value === undefined || value === null) {
    return other === null && instead !== null ? null : `must be given with ${pair.with}, or ${pair.instead} instead`;
  }
  if (instead !== null) return `goes with ${pair.with}, not with ${pair.instead}`;
  const fault = pair.rule(value);
  if (fault !== null || pair.rule(other) !== null) return fault;
  const [end, start] = [Date.parse(value as string), Date.parse(other as string)];
  if (pair.after === true && end <= start) return `must be after ${pair.with}`;
  return pair.from === true && end < start ? `must not be before ${pair.with}` : null;
}
