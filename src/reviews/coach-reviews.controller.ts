import { Body, Controller, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Allow, AllowAny } from '../auth/access/access.js';
import { CurrentPrincipal, type Principal } from '../auth/access/principal.js';
import { CoachNotFoundError } from '../bookings/domain/booking-errors.js';
import { Refuses } from '../problems/refuses.js';
import { PathId } from '../wire/fields/path-id.js';
import { type Page, TimePageQuery } from '../wire/lists/paging.js';
import { CoachReviewsService } from './coach-reviews.service.js';
import { AlreadyReportedError, ReviewNotFoundError } from './domain/review-errors.js';
import { ReplyToReviewDto, ReportReviewDto } from './dto/review-requests.dto.js';
import { ReviewDto } from './dto/reviews.dto.js';

@ApiTags('Reviews')
@Controller('bookings/coaches/:coach_id/reviews')
export class CoachReviewsController {
  constructor(private readonly reviews: CoachReviewsService) {}

  @Get()
  @AllowAny()
  @ApiOperation({ summary: 'What clients say of a coach', description: 'The newest comes first.' })
  @ApiOkResponse({ type: [ReviewDto] })
  @Refuses(new CoachNotFoundError())
  list(@Param('coach_id', PathId) coachId: number, @Query() query: TimePageQuery): Promise<Page<ReviewDto>> {
    return this.reviews.list(coachId, query);
  }

  @Put(':id/reply')
  @Allow('coach')
  @ApiOperation({
    summary: 'Answer a review of mine',
    description:
      'Everybody reads it. There is one reply: sent again, it replaces the first. The client is told of the first.',
  })
  @ApiOkResponse({ type: ReviewDto })
  @Refuses(new ReviewNotFoundError())
  reply(
    @CurrentPrincipal() me: Principal,
    @Param('coach_id', PathId) coachId: number,
    @Param('id', PathId) id: number,
    @Body() { text }: ReplyToReviewDto,
  ): Promise<ReviewDto> {
    return this.reviews.reply(me, coachId, id, text);
  }

  @Post(':id/report')
  @Allow('coach')
  @HttpCode(204)
  @ApiOperation({
    summary: 'Report a review of mine',
    description: 'Admins look at it, and may remove it. Until then it stays. A review is reported once.',
  })
  @ApiNoContentResponse({ description: 'Admins were told.' })
  @Refuses(new ReviewNotFoundError(), new AlreadyReportedError())
  report(
    @CurrentPrincipal() me: Principal,
    @Param('coach_id', PathId) coachId: number,
    @Param('id', PathId) id: number,
    @Body() { reason }: ReportReviewDto,
  ): Promise<void> {
    return this.reviews.report(me, coachId, id, reason);
  }
}
