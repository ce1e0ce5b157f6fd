import { Link } from '../../wire/fields/url.js';
import { Bool, field, type FieldOptions, Int, Text, TimeZone } from '../../wire/fields/fields.js';
import {
  END,
  START,
  type WrittenHours,
  type WrittenWeekdayHours,
  dayHoursFault,
  weeklyHoursFault,
} from '../domain/hours.js';
import { Transform } from 'class-transformer';
import { applyDecorators, type Type } from '@nestjs/common';

const wallTime = (pattern: RegExp, example: string) =>
  field(
    (value) => (typeof value === 'string' && pattern.test(value) ? null : `must be a time such as ${example}`),
    { type: 'string', pattern: pattern.source },
    { example },
  );

export class HoursDto implements WrittenHours {
  @wallTime(START, '09:00')
  readonly start: string;

  @wallTime(END, '17:30')
  readonly end: string;
}

export class WeekdayHoursDto implements WrittenWeekdayHours {
  @Int({ max: 7, description: '1 is Monday (ISO 8601).', example: 1 })
  readonly weekday: number;

  @wallTime(START, '09:00')
  readonly start: string;

  @wallTime(END, '17:30')
  readonly end: string;
}

/** In bodies. */
export class WriteHoursDto extends HoursDto {}
export class WriteWeekdayHoursDto extends WeekdayHoursDto {}

/** As it came: class-transformer's copy would lack some keys. */
const verbatim = Transform(({ obj, key }: { obj: Record<string, unknown>; key: string }) => obj[key]);

const ABOUT = 'Wall times, at most ten intervals a day; none overlap. What goes past midnight is two intervals.';

export const WeeklyHours = (type: Type<WeekdayHoursDto>, options: FieldOptions = {}) =>
  applyDecorators(
    verbatim,
    field(weeklyHoursFault, { type: [type], maxItems: 70 }, { description: ABOUT, ...options }),
  );

export const DayHours = (type: Type<HoursDto>, options: FieldOptions = {}) =>
  applyDecorators(verbatim, field(dayHoursFault, { type: [type], maxItems: 10 }, { description: ABOUT, ...options }));

export const GRIDS = [5, 10, 15, 20, 30, 60];
export const MOST_NOTICE = 43_200;

const grid = (options: FieldOptions) =>
  field(
    (value) => (GRIDS.includes(value as number) ? null : `must be one of ${GRIDS.join(', ')}`),
    { type: 'integer', format: 'int32', minimum: 5, maximum: 60 },
    options,
  );

const ROOM = 'https://video.example.com/my-room';

const about = {
  zone: 'The zone of the hours. Changing it moves the hours, never a booking.',
  notice: 'How early a time must be booked.',
  window: 'Times on the days from today on, today included, can be booked.',
  grid: `Sessions start at the start of an interval and every so many minutes after it: ${GRIDS.join(', ')}.`,
  daily: 'Sessions a day, at most; null is no limit.',
  client: 'Active bookings of one client, at most; null leaves it to the platform.',
  confirm: 'Whether times that clients book are confirmed at once.',
  move: 'Until so long before the start a client may move a session. Bookings keep what counted when they were made.',
  cancel:
    'Cancelled later than so long before the start, a session is cancelled late. Bookings keep what counted when they were made.',
  video: 'Your own room for all video sessions; null: each session gets a room of its own.',
  series: 'How far ahead a series may reach; 0: no series.',
};

/** When a coach works, and the rules for booking. */
export class ScheduleDto {
  @TimeZone({ nullable: true, description: about.zone })
  readonly time_zone: string | null;

  @WeeklyHours(WeekdayHoursDto)
  readonly weekly_hours: readonly WeekdayHoursDto[];

  @Int({ min: 0, max: MOST_NOTICE, description: about.notice, example: 120 })
  readonly notice_minutes: number;

  @Int({ max: 365, description: about.window, example: 60 })
  readonly window_days: number;

  @grid({ description: about.grid, example: 15 })
  readonly grid_minutes: number;

  @Int({ nullable: true, description: about.daily, example: 8 })
  readonly daily_limit: number | null;

  @Int({ nullable: true, description: about.client, example: 4 })
  readonly client_limit: number | null;

  @Bool({ description: about.confirm, example: false })
  readonly auto_confirm: boolean;

  @Int({ min: 0, max: MOST_NOTICE, description: about.move, example: 720 })
  readonly move_notice_minutes: number;

  @Int({ min: 0, max: MOST_NOTICE, description: about.cancel, example: 720 })
  readonly cancel_notice_minutes: number;

  @Int({ min: 0, max: 52, description: about.series, example: 12 })
  readonly series_weeks: number;

  @Link({ description: about.video, example: ROOM })
  readonly video_link: string | null;
}

const optional = true;

/** Body of `PUT /coach/schedule`: only what is sent changes; a list that is sent replaces the whole list. */
export class ChangeScheduleDto {
  @TimeZone({ optional, nullable: true, description: about.zone })
  readonly time_zone?: string | null;

  @WeeklyHours(WriteWeekdayHoursDto, { optional })
  readonly weekly_hours?: readonly WriteWeekdayHoursDto[];

  @Int({ optional, min: 0, max: MOST_NOTICE, description: about.notice, example: 120 })
  readonly notice_minutes?: number;

  @Int({ optional, max: 365, description: about.window, example: 60 })
  readonly window_days?: number;

  @grid({ optional, description: about.grid, example: 15 })
  readonly grid_minutes?: number;

  @Int({ optional, nullable: true, description: about.daily, example: 8 })
  readonly daily_limit?: number | null;

  @Int({ optional, nullable: true, description: about.client, example: 4 })
  readonly client_limit?: number | null;

  @Bool({ optional, description: about.confirm, example: false })
  readonly auto_confirm?: boolean;

  @Int({ optional, min: 0, max: MOST_NOTICE, description: about.move, example: 720 })
  readonly move_notice_minutes?: number;

  @Int({ optional, min: 0, max: MOST_NOTICE, description: about.cancel, example: 720 })
  readonly cancel_notice_minutes?: number;

  @Int({ optional, min: 0, max: 52, description: about.series, example: 12 })
  readonly series_weeks?: number;

  @Link({ optional, description: about.video, example: ROOM })
  readonly video_link?: string | null;
}

export const note = () => Text({ max: 500, optional: true, nullable: true, emptyIsNull: true, example: 'Conference' });
