import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Allow, AllowAny } from '../../auth/access/access.js';
import { CurrentPrincipal, type Principal } from '../../auth/access/principal.js';
import { Refuses } from '../../problems/refuses.js';
import { PathId } from '../../wire/fields/path-id.js';
import {
  AlreadyStartedError,
  BookingNotFoundError,
  InvalidTransitionError,
  NotYourBookingError,
} from '../domain/booking-errors.js';
import { BookingDto } from '../dto/booking.dto.js';
import { AttendanceService } from './attendance.service.js';
import {
  AlreadyContestedError,
  AttendanceDecidedError,
  AttendanceTooEarlyError,
  AttendanceTooLateError,
  ContestTooLateError,
  NotAttendableError,
  NothingToContestError,
} from './domain/outcome-errors.js';
import { AttendanceDto, CancellationQuoteDto, ContestAttendanceDto, MarkAttendanceDto } from './dto/outcomes.dto.js';
import { QuotesService } from './quotes.service.js';

@ApiTags('Bookings')
@Controller('bookings/bookings/:id')
@Refuses(new NotYourBookingError(), new BookingNotFoundError())
export class OutcomesController {
  constructor(
    private readonly attendance: AttendanceService,
    private readonly quotes: QuotesService,
  ) {}

  @Get('attendance')
  @AllowAny()
  @ApiOperation({
    summary: 'Who came to a session',
    description: 'And what its client and an admin said of that. For its client, its coach and admins.',
  })
  @ApiOkResponse({ type: AttendanceDto })
  show(@CurrentPrincipal() me: Principal, @Param('id', PathId) id: number): Promise<AttendanceDto> {
    return this.attendance.find(me, id);
  }

  @Post('attendance')
  @Allow('coach', 'admin')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Say who came to a session',
    description:
      'Its coach says so from ten minutes after the start until seven days after it, and may say something else until then. ' +
      'Admins say so at any time; their word stands, and decides a contest. Of a group session each seat has its own.',
  })
  @ApiOkResponse({ type: BookingDto })
  @Refuses(
    new NotAttendableError(),
    new AttendanceTooEarlyError(),
    new AttendanceTooLateError(),
    new AttendanceDecidedError(),
  )
  mark(
    @CurrentPrincipal() me: Principal,
    @Param('id', PathId) id: number,
    @Body() { outcome }: MarkAttendanceDto,
  ): Promise<BookingDto> {
    return this.attendance.mark(me, id, outcome);
  }

  @Post('attendance/contest')
  @Allow('client')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Contest who came to a session',
    description:
      'By its client, within seven days of what was said. An admin decides. When its coach says something else before that, the ' +
      'contest is over.',
  })
  @ApiOkResponse({ type: BookingDto })
  @Refuses(
    new NothingToContestError(),
    new AlreadyContestedError(),
    new AttendanceDecidedError(),
    new ContestTooLateError(),
  )
  contest(
    @CurrentPrincipal() me: Principal,
    @Param('id', PathId) id: number,
    @Body() { reason }: ContestAttendanceDto,
  ): Promise<BookingDto> {
    return this.attendance.contest(me, id, reason);
  }

  @Get('cancellation-quote')
  @AllowAny()
  @ApiOperation({
    summary: 'What it costs to cancel a booking now',
    description:
      'By the policy of its coach as it was when it was booked. Coaches and admins cancel for nothing. Fee and refund are null when ' +
      'nothing is to be paid with money. What was returned or waived before is not asked for again. Refused like the cancellation itself.',
  })
  @ApiOkResponse({ type: CancellationQuoteDto })
  @Refuses(new InvalidTransitionError('completed', 'cancelled'), new AlreadyStartedError())
  quote(@CurrentPrincipal() me: Principal, @Param('id', PathId) id: number): Promise<CancellationQuoteDto> {
    return this.quotes.quote(me, id);
  }
}
