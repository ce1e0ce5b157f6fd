import { Controller, Get, Headers, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Allow } from '../../auth/access/access.js';
import { CurrentPrincipal, type Principal } from '../../auth/access/principal.js';
import { csvOrJson } from '../../wire/answers/csv.js';
import { JsonOrCsv } from '../../wire/answers/json-or-csv.js';
import { DueToAllDto, DueToCoachDto } from '../dto/due.dto.js';
import { DueService } from './due.service.js';

const OF_BOOKING = [
  'booking_id',
  'client_id',
  'client_name',
  'scheduled_at',
  'method',
  'amount_minor',
  'currency',
] as const;
const OF_COACH = [
  'coach_id',
  'coach_name',
  'currency',
  'in_person_minor',
  'by_card_minor',
  'going_back_minor',
] as const;

const BOOKINGS = {
  name: 'due',
  rows: ({ bookings }: DueToCoachDto) => [
    [...OF_BOOKING],
    ...bookings.map((row) => OF_BOOKING.map((column) => row[column])),
  ],
};

const COACHES = {
  name: 'due',
  rows: ({ coaches }: DueToAllDto) => [[...OF_COACH], ...coaches.map((row) => OF_COACH.map((column) => row[column]))],
};

@ApiTags('Payments')
@Controller()
export class DueController {
  constructor(private readonly due: DueService) {}

  @Get('coach/reports/due')
  @Allow('coach')
  @ApiOperation({
    summary: 'What clients owe me',
    description: 'By currency, and session by session. `Accept: text/csv` makes a table of the sessions.',
  })
  @JsonOrCsv(DueToCoachDto)
  async toMe(
    @CurrentPrincipal() { id }: Principal,
    @Headers('accept') accept: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<DueToCoachDto | string> {
    return csvOrJson(reply, accept, await this.due.toCoach(id), BOOKINGS);
  }

  @Get('admin/reports/due')
  @Allow('admin')
  @ApiOperation({
    summary: 'What is due to all coaches',
    description: 'By currency and coach. `Accept: text/csv` makes a table of the coaches.',
  })
  @JsonOrCsv(DueToAllDto)
  async toAll(
    @Headers('accept') accept: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<DueToAllDto | string> {
    return csvOrJson(reply, accept, await this.due.toAll(), COACHES);
  }
}
