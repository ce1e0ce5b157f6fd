import { Body, Controller, Get, Param, Put, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Allow } from '../auth/access/access.js';
import { CurrentPrincipal, type Principal } from '../auth/access/principal.js';
import { Refuses } from '../problems/refuses.js';
import { PathId } from '../wire/fields/path-id.js';
import type { Page } from '../wire/lists/paging.js';
import { ReviewNotFoundError } from './domain/review-errors.js';
import { AllReviewsQuery, DecideOnReviewDto } from './dto/review-requests.dto.js';
import { AdminReviewDto } from './dto/reviews.dto.js';
import { ModerationService } from './moderation.service.js';

@ApiTags('Reviews')
@Controller('admin/reviews')
@Allow('admin')
export class AdminReviewsController {
  constructor(private readonly moderation: ModerationService) {}

  @Get()
  @ApiOperation({
    summary: 'List all reviews',
    description: 'The newest comes first. `reported=true` lists those whose report waits for a decision.',
  })
  @ApiOkResponse({ type: [AdminReviewDto] })
  list(@Query() query: AllReviewsQuery): Promise<Page<AdminReviewDto>> {
    return this.moderation.list(query);
  }

  @Put(':id')
  @ApiOperation({
    summary: 'Remove a review, or show it again',
    description:
      'A removed one is not listed and does not count; its writer is told, and reads the reason. `published` for one that is ' +
      'published answers its report: it stays.',
  })
  @ApiOkResponse({ type: AdminReviewDto })
  @Refuses(new ReviewNotFoundError())
  decide(
    @CurrentPrincipal() me: Principal,
    @Param('id', PathId) id: number,
    @Body() body: DecideOnReviewDto,
  ): Promise<AdminReviewDto> {
    return this.moderation.decide(me, id, body);
  }
}
