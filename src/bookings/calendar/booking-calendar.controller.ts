import { Controller, Get, Param, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { AllowAny } from '../../auth/access/access.js';
import { CurrentPrincipal, type Principal } from '../../auth/access/principal.js';
import { Refuses } from '../../problems/refuses.js';
import { calendarAnswer } from '../../wire/answers/calendar-answer.js';
import { PathId } from '../../wire/fields/path-id.js';
import { BookingHasNoTimeError, BookingNotFoundError, NotYourBookingError } from '../domain/booking-errors.js';
import { BookingCalendarService } from './booking-calendar.service.js';

const FILE = { 'Content-Disposition': 'attachment; filename="session.ics"' };

@ApiTags('Bookings')
@Controller('bookings/bookings/:id/calendar.ics')
export class BookingCalendarController {
  constructor(private readonly calendar: BookingCalendarService) {}

  @Get()
  @AllowAny()
  @ApiOperation({
    summary: 'A booking as a file for calendars',
    description:
      'For its client, its coach and admins (RFC 5545). Its event has the same `UID` for ever, and a higher `SEQUENCE` after each ' +
      'change; of a cancelled booking it says so. No notes and no reasons stand in it.',
  })
  @ApiOkResponse({ content: { 'text/calendar': { schema: { type: 'string' } } } })
  @Refuses(new NotYourBookingError(), new BookingNotFoundError(), new BookingHasNoTimeError())
  async show(
    @CurrentPrincipal() me: Principal,
    @Param('id', PathId) id: number,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    return calendarAnswer(reply, await this.calendar.fileOf(me, id), FILE);
  }
}
