import { Controller, Get, Headers, Query, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Allow } from '../auth/access/access.js';
import { CurrentPrincipal, type Principal } from '../auth/access/principal.js';
import { CoachNotFoundError } from '../bookings/domain/booking-errors.js';
import { Refuses } from '../problems/refuses.js';
import { csvOrJson } from '../wire/answers/csv.js';
import { JsonOrCsv } from '../wire/answers/json-or-csv.js';
import {
  AllCoachesReportDto,
  CoachesUtilisationQuery,
  UtilisationQuery,
  UtilisationReportDto,
} from './dto/utilisation.dto.js';
import { UtilisationService } from './utilisation.service.js';
import { utilisationRows } from './utilisation-rows.js';

const FILE = { name: 'utilisation', rows: utilisationRows };

const ABOUT =
  'By day, weekday and hour of the coach’s clock. Offered are the hours as they are today: what they were is not kept. Calendars ' +
  'elsewhere take nothing away. `Accept: text/csv` makes a table of it, in which `part` says what a row is about.';

@ApiTags('Coach: plans and charts')
@Controller('coach/reports')
@Allow('coach')
export class CoachReportsController {
  constructor(private readonly utilisation: UtilisationService) {}

  @Get('utilisation')
  @ApiOperation({ summary: 'What I offered, and what became of it', description: ABOUT })
  @JsonOrCsv(UtilisationReportDto)
  async showMine(
    @CurrentPrincipal() { id }: Principal,
    @Query() query: UtilisationQuery,
    @Headers('accept') accept: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<UtilisationReportDto | string> {
    return csvOrJson(reply, accept, await this.utilisation.ofCoach(id, query), FILE);
  }
}

@ApiTags('Admin: figures')
@Controller('admin/reports')
@Allow('admin')
export class AdminReportsController {
  constructor(private readonly utilisation: UtilisationService) {}

  @Get('utilisation')
  @ApiOperation({
    summary: 'What coaches offered, and what became of it',
    description: `${ABOUT} Of all coaches together, with a row for each, or of one.`,
  })
  @JsonOrCsv(AllCoachesReportDto, UtilisationReportDto)
  @Refuses(new CoachNotFoundError())
  async showAny(
    @Query() query: CoachesUtilisationQuery,
    @Headers('accept') accept: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<AllCoachesReportDto | UtilisationReportDto | string> {
    return csvOrJson(reply, accept, await this.utilisation.of(query), FILE);
  }
}
