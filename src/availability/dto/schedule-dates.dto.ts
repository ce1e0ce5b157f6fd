import { CalendarDate, Text } from '../../wire/fields/fields.js';
import { DayPageQuery } from '../../wire/lists/paging.js';
import { NotAfter, NotBefore, QueryDate } from '../../wire/fields/query-fields.js';
import { DayHours, HoursDto, note, WriteHoursDto } from './schedule.dto.js';

/** Hours of one day, which replace those of its weekday. */
export class ScheduleDateDto {
  @CalendarDate({ example: '2027-01-06' })
  readonly date: string;

  @DayHours(HoursDto)
  readonly hours: readonly HoursDto[];

  @Text({ max: 500, nullable: true, example: 'Conference' })
  readonly note: string | null;
}

/** Body of `PUT /coach/schedule/dates/{date}`. */
export class WriteScheduleDateDto {
  @DayHours(WriteHoursDto, { description: 'As in `weekly_hours`; an empty list closes the day.' })
  readonly hours: readonly WriteHoursDto[];

  @note()
  readonly note?: string | null;
}

/** The period of the list of dates. */
export class ScheduleDatesQuery extends DayPageQuery {
  @NotAfter('to')
  @QueryDate({ description: 'First day, included.', example: '2027-01-01' })
  readonly from?: string;

  @NotBefore('from')
  @QueryDate({ description: 'Last day, included.', example: '2027-01-31' })
  readonly to?: string;
}
