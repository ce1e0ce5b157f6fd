import { applyDecorators, Controller, Get, Headers, Query, Res, type Type } from '@nestjs/common';
import { ApiExtraModels, ApiOkResponse, ApiOperation, ApiTags, getSchemaPath } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Allow } from '../auth/access/access.js';
import { CurrentPrincipal, type Principal } from '../auth/access/principal.js';
import { CoachNotFoundError } from '../bookings/domain/booking-errors.js';
import { Refuses } from '../problems/refuses.js';
import { CSV, csvOrJson } from '../wire/answers/csv.js';
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

const refTo = (type: Type) => ({ $ref: getSchemaPath(type) });

/** JSON, or CSV of the same. */
const AsTable = (first: Type, ...others: Type[]) =>
  applyDecorators(
    ApiExtraModels(first, ...others),
    ApiOkResponse({
      content: {
        'application/json': {
          schema: others.length === 0 ? refTo(first) : { anyOf: [first, ...others].map(refTo) },
        },
        [CSV]: { schema: { type: 'string' } },
      },
    }),
  );

@ApiTags('Coach: plans and charts')
@Controller('coach/reports')
@Allow('coach')
export class CoachReportsController {
  constructor(private readonly utilisation: UtilisationService) {}

  @Get('utilisation')
  @ApiOperation({ summary: 'What I offered, and what became of it', description: ABOUT })
  @AsTable(UtilisationReportDto)
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
  @AsTable(AllCoachesReportDto, UtilisationReportDto)
  @Refuses(new CoachNotFoundError())
  async showAny(
    @Query() query: CoachesUtilisationQuery,
    @Headers('accept') accept: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<AllCoachesReportDto | UtilisationReportDto | string> {
    return csvOrJson(reply, accept, await this.utilisation.of(query), FILE);
  }
}
