import {
  Body,
  Controller,
  createParamDecorator,
  type ExecutionContext,
  Get,
  Param,
  Post,
  Put,
  Query,
} from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { Allow, AllowGuests } from '../auth/access/access.js';
import { CurrentPrincipal, MaybePrincipal, type Principal } from '../auth/access/principal.js';
import { AcceptsIdempotencyKey, KEY_REFUSALS, Repetition } from '../idempotency/idempotency-key.js';
import { IdempotencyService, type Repeatable, unnamed } from '../idempotency/idempotency.service.js';
import type { Page } from '../wire/lists/paging.js';
import { PathId } from '../wire/fields/path-id.js';
import { Refuses } from '../problems/refuses.js';
import { ChangeFeedbackDto, FeedbackDto, FeedbackQuery, LeaveFeedbackDto } from './dto/feedback.dto.js';
import { FeedbackNotFoundError } from './feedback-errors.js';
import { FeedbackService } from './feedback.service.js';

/** The User-Agent header. `@Headers` would document it, but clients need not set it. */
const UserAgent = createParamDecorator(
  (_data: unknown, context: ExecutionContext) =>
    context.switchToHttp().getRequest<FastifyRequest>().headers['user-agent'],
);

@ApiTags('Feedback')
@Controller('feedback')
export class FeedbackController {
  constructor(
    private readonly feedback: FeedbackService,
    private readonly idempotency: IdempotencyService,
  ) {}

  @Post()
  @AllowGuests()
  @AcceptsIdempotencyKey()
  @ApiOperation({
    summary: 'Say something about the platform',
    description:
      'Guests may, too. Who is logged in is named by their account, unless `is_anonymous`; a token that is no good any ' +
      'more makes a guest, whose Idempotency-Key counts for nothing. Unknown fields are dropped.',
  })
  @ApiCreatedResponse({ type: FeedbackDto })
  @Refuses(...KEY_REFUSALS)
  leave(
    @MaybePrincipal() me: Principal | undefined,
    @Body() body: LeaveFeedbackDto,
    @UserAgent() userAgent: string | undefined,
    @Repetition() repetition: Repeatable | null,
  ): Promise<FeedbackDto> {
    return this.idempotency.run(body.is_anonymous ? unnamed(repetition) : repetition, (db) =>
      this.feedback.leave(db, me?.id ?? null, body, userAgent),
    );
  }

  @Get()
  @Allow('admin')
  @ApiOperation({ summary: 'List all feedback', description: 'The newest comes first.' })
  @ApiOkResponse({ type: [FeedbackDto] })
  list(@Query() query: FeedbackQuery): Promise<Page<FeedbackDto>> {
    return this.feedback.list(query);
  }

  @Put(':id')
  @Allow('admin')
  @ApiOperation({ summary: 'Say what becomes of a feedback' })
  @ApiOkResponse({ type: FeedbackDto })
  @Refuses(new FeedbackNotFoundError())
  change(
    @CurrentPrincipal() me: Principal,
    @Param('id', PathId) id: number,
    @Body() { status }: ChangeFeedbackDto,
  ): Promise<FeedbackDto> {
    return this.feedback.change(me, id, status);
  }
}
