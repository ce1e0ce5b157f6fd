import { ApiProperty } from '@nestjs/swagger';
import { CalendarDate, Decimal, Int, Text } from '../../wire/fields/fields.js';
import { NotAfter, NotBefore, QueryDate, QueryInt } from '../../wire/fields/query-fields.js';
import type { Report } from '../domain/report.js';
import type { Figures } from '../domain/tally.js';

const optional = false;

export class UtilisationQuery {
  @NotAfter('to')
  @QueryDate({ optional, description: 'The first day, of the coach’s time zone.', example: '2026-11-01' })
  readonly from: string;

  @NotBefore('from')
  @QueryDate({ optional, description: 'The last day; 92 days at most, 31 for all coaches.', example: '2026-11-30' })
  readonly to: string;
}

export class CoachesUtilisationQuery extends UtilisationQuery {
  @QueryInt({ description: 'Only this coach. Left out: all coaches.', example: 2 })
  readonly coach_id?: number;
}

export class FiguresDto implements Figures {
  @Int({ min: 0, description: 'Within the coach’s hours of today, less time off.', example: 480 })
  readonly offered_minutes: number;

  @Int({ min: 0, description: 'Of sessions; the seats of a group session count once.', example: 300 })
  readonly booked_minutes: number;

  @Int({ min: 0, description: 'Of sessions that were attended, or completed and nobody said.', example: 240 })
  readonly attended_minutes: number;

  @Decimal({ nullable: true, description: 'Booked within the offered minutes, as a share of them.', example: 0.625 })
  readonly fill_rate: number | null;

  @Int({ min: 0, description: 'Confirmed or completed, by their start.', example: 5 })
  readonly sessions: number;

  @Decimal({ nullable: true, description: 'From booking to start, on average.', example: 51.5 })
  readonly average_lead_hours: number | null;

  @Int({ min: 0, description: 'By clients, in time.', example: 1 })
  readonly cancelled_early: number;

  @Int({ min: 0, description: 'By clients, later than the coach asks for.', example: 0 })
  readonly cancelled_late: number;

  @Int({ min: 0, description: 'By the coach or an admin.', example: 0 })
  readonly cancelled_by_coach: number;

  @Int({ min: 0, description: 'Clients who did not come.', example: 1 })
  readonly client_no_shows: number;

  @Int({ min: 0, description: 'The coach did not come.', example: 0 })
  readonly coach_no_shows: number;
}

export class TotalFiguresDto {
  @Int({ min: 0, description: 'Clients with a session; of two coaches they count twice.', example: 4 })
  readonly clients: number;

  @Int({ min: 0, description: 'Of these, who had an earlier session with the coach.', example: 3 })
  readonly returning_clients: number;

  @ApiProperty({ type: FiguresDto, description: 'What was offered and booked.' })
  readonly figures: FiguresDto;
}

export class DayFiguresDto {
  @CalendarDate({ description: 'Of the coach’s time zone.', example: '2026-11-02' })
  readonly day: string;

  @ApiProperty({ type: FiguresDto, description: 'What was offered and booked.' })
  readonly figures: FiguresDto;
}

export class WeekdayFiguresDto {
  @Int({ max: 7, description: 'ISO 8601: 1 is Monday.', example: 1 })
  readonly weekday: number;

  @ApiProperty({ type: FiguresDto, description: 'What was offered and booked.' })
  readonly figures: FiguresDto;
}

export class HourFiguresDto {
  @Int({ min: 0, max: 23, description: 'Of the coach’s clock.', example: 9 })
  readonly hour: number;

  @ApiProperty({ type: FiguresDto, description: 'What was offered and booked.' })
  readonly figures: FiguresDto;
}

export class CoachFiguresDto extends TotalFiguresDto {
  @Int({ description: 'Whose figures these are.', example: 2 })
  readonly coach_id: number;

  @Text({ max: 255, example: 'Coach A' })
  readonly coach_name: string;

  @Text({ max: 100, description: 'Of their hours, else their own, else UTC.', example: 'Europe/Berlin' })
  readonly time_zone: string;
}

class ReportDto implements Report {
  @CalendarDate({ description: 'The first day.', example: '2026-11-01' })
  readonly from: string;

  @CalendarDate({ description: 'The last day.', example: '2026-11-30' })
  readonly to: string;

  @ApiProperty({ type: TotalFiguresDto, description: 'Of the whole period.' })
  readonly total: TotalFiguresDto;

  @ApiProperty({ type: [DayFiguresDto], description: 'Each day.' })
  readonly by_day: readonly DayFiguresDto[];

  @ApiProperty({ type: [WeekdayFiguresDto], description: 'All Mondays together, and so on.' })
  readonly by_weekday: readonly WeekdayFiguresDto[];

  @ApiProperty({ type: [HourFiguresDto], description: 'From midnight on, all days together.' })
  readonly by_hour: readonly HourFiguresDto[];
}

export class UtilisationReportDto extends ReportDto {
  @Text({ max: 100, description: 'Of the coach’s hours, else their own, else UTC.', example: 'Europe/Berlin' })
  readonly time_zone: string;
}

export class AllCoachesReportDto extends ReportDto {
  @ApiProperty({ type: [CoachFiguresDto], description: 'A hundred at most, those with most booked minutes first.' })
  readonly coaches: readonly CoachFiguresDto[];
}
