import { Weekdays, weekdaysFault } from '../../availability/dto/weekdays.js';
import { dateRule, field, intFault, MAX_INT } from '../../wire/fields/fields.js';
import { CLOCK_TIME, minuteOfDay } from '../domain/clock-time.js';
import type { WaitTarget } from '../domain/wait-target.js';

const MOST_DAYS = 62;
const DAY_MS = 86_400_000;
const OF_TIMES = ['session_type_id', 'weekdays', 'earliest', 'latest'] as const;

type Body = Partial<JoinWaitlistDto>;

const isGiven = (value: unknown) => value !== undefined && value !== null;
const waitsForTime = (body: Body) => isGiven(body.from) || isGiven(body.to);

/** The coach or the group session, and one of them alone. */
const Target = (rule: (value: unknown, body: Body) => string | null, description: string, example: number) =>
  field(
    rule,
    { type: 'integer', format: 'int32', minimum: 1, maximum: MAX_INT },
    { description, example, optional: true, nullable: true, always: true },
  );

function coachFault(value: unknown, { group_session_id }: Body): string | null {
  if (!isGiven(value)) return isGiven(group_session_id) ? null : 'or group_session_id must be given';
  return isGiven(group_session_id)
    ? 'goes without group_session_id: a seat has its coach'
    : intFault(value, 1, MAX_INT);
}

const groupSessionFault = (value: unknown) => (isGiven(value) ? intFault(value, 1, MAX_INT) : null);

/** One of two days that bound the times: both or none. */
const Day = (
  rule: (value: string, body: Body) => string | null,
  other: 'from' | 'to',
  description: string,
  example: string,
) =>
  field(
    (value, body: Body) => {
      if (isGiven(value))
        return isGiven(body.group_session_id) ? NOT_WITH_SEAT : (dateRule(value) ?? rule(value as string, body));
      const isNeeded =
        !isGiven(body.group_session_id) && (isGiven(body[other]) || OF_TIMES.some((name) => isGiven(body[name])));
      return isNeeded ? `must be given with ${isGiven(body[other]) ? other : 'what bounds a time'}` : null;
    },
    { type: 'string', format: 'date' },
    { description, example, optional: true, nullable: true, always: true },
  );

const NOT_WITH_SEAT = 'goes with coach_id alone: a seat has its time';

function lastDayFault(to: string, { from }: Body): string | null {
  if (typeof from !== 'string' || dateRule(from) !== null) return null;
  const days = (Date.parse(to) - Date.parse(from)) / DAY_MS;
  if (days < 0) return 'must not be before from';
  return days < MOST_DAYS ? null : `must be at most ${MOST_DAYS - 1} days after from`;
}

/** Only of times: a seat has its own. */
const notWithSeat = (rule: (value: unknown, body: Body) => string | null) => (value: unknown, body: Body) =>
  isGiven(body.group_session_id) ? NOT_WITH_SEAT : rule(value, body);

/** A bound of the start. */
const ClockTime = (rule: (value: string, body: Body) => string | null, description: string, example: string) =>
  field(
    notWithSeat((value, body) =>
      typeof value === 'string' && CLOCK_TIME.test(value) ? rule(value, body) : `must be a time such as ${example}`,
    ),
    { type: 'string', pattern: CLOCK_TIME.source },
    { description, example, optional: true, nullable: true },
  );

function latestFault(latest: string, { earliest }: Body): string | null {
  if (typeof earliest !== 'string' || !CLOCK_TIME.test(earliest)) return null;
  return minuteOfDay(latest) < minuteOfDay(earliest) ? 'must not be before earliest' : null;
}

const fine = () => null;
/** Body of `POST /bookings/waitlist`: a slot, a time or a seat. */
export class JoinWaitlistDto {
  @Target(coachFault, 'Of a slot or a time: the coach.', 2)
  readonly coach_id?: number | null;

  @Target(groupSessionFault, 'Of a seat: the group session.', 1)
  readonly group_session_id?: number | null;

  @field(
    notWithSeat((value) => intFault(value, 1, MAX_INT)),
    { type: 'integer', format: 'int32', minimum: 1, maximum: MAX_INT },
    { optional: true, nullable: true, description: "Of a time: for what; default the coach's first one.", example: 1 },
  )
  readonly session_type_id?: number | null;

  @Day(fine, 'to', "Of a time: the first day, in the coach's zone. Left out: any slot.", '2027-06-14')
  readonly from?: string | null;

  @Day(lastDayFault, 'from', 'Of a time: the last day, included, at most 62 days in all.', '2027-06-27')
  readonly to?: string | null;

  @Weekdays(
    { optional: true, nullable: true, description: 'Of a time: 1 is Monday (ISO 8601); default any.', example: [1, 3] },
    notWithSeat(weekdaysFault),
  )
  readonly weekdays?: readonly number[] | null;

  @ClockTime(fine, "Of a time: no earlier start than that, in the coach's zone.", '17:00')
  readonly earliest?: string | null;

  @ClockTime(latestFault, 'Of a time: no later start than that.', '20:00')
  readonly latest?: string | null;

  toTarget(): WaitTarget {
    const { coach_id, group_session_id, from, to } = this;
    if (group_session_id != null) return { kind: 'seat', groupSessionId: group_session_id };
    const coachId = coach_id as number;
    if (!waitsForTime(this)) return { kind: 'slot', coachId };
    return {
      ...{ kind: 'time', coachId, sessionTypeId: this.session_type_id ?? null, weekdays: this.weekdays ?? null },
      ...{ from: from as string, to: to as string },
      ...{ earliest: minuteOrNull(this.earliest), latest: minuteOrNull(this.latest) },
    };
  }
}

const minuteOrNull = (text: string | null | undefined) => (text == null ? null : minuteOfDay(text));

/** Examples of what one can wait for. */
export const WISHES = {
  slot: { summary: 'A slot of a fully booked coach', value: { coach_id: 4 } },
  time: {
    summary: 'A free time, on Mondays and Wednesdays after work',
    value: { coach_id: 2, from: '2027-06-14', to: '2027-06-27', weekdays: [1, 3], earliest: '17:00', latest: '20:00' },
  },
  seat: { summary: 'A seat in a full group session', value: { group_session_id: 1 } },
};
