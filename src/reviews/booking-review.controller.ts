import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Allow } from '../auth/access/access.js';
import { CurrentPrincipal, type Principal } from '../auth/access/principal.js';
import { BookingNotFoundError, CoachNotFoundError, NotYourBookingError } from '../bookings/domain/booking-errors.js';
import { Refuses } from '../problems/refuses.js';
import { PathId } from '../wire/fields/path-id.js';
import {
  AlreadyReviewedError,
  NotReviewableError,
  ReviewNotFoundError,
  ReviewRemovedError,
  ReviewTooLateError,
} from './domain/review-errors.js';
import { WriteReviewDto } from './dto/review-requests.dto.js';
import { MyReviewDto } from './dto/reviews.dto.js';
import { MyReviewsService } from './my-reviews.service.js';

@ApiTags('Reviews')
@Controller('bookings/bookings/:id/review')
@Allow('client')
@Refuses(new NotYourBookingError(), new BookingNotFoundError())
export class BookingReviewController {
  constructor(private readonly reviews: MyReviewsService) {}

  @Get()
  @ApiOperation({
    summary: 'My review of a session',
    description: 'Also one that an admin removed, with its reason.',
  })
  @ApiOkResponse({ type: MyReviewDto })
  @Refuses(new ReviewNotFoundError())
  show(@CurrentPrincipal() me: Principal, @Param('id', PathId) id: number): Promise<MyReviewDto> {
    return this.reviews.find(me, id);
  }

  @Post()
  @ApiOperation({
    summary: 'Review a session',
    description:
      'Once for each completed session that took place, within 30 days of its completion: as long as `actions.can_review` of the ' +
      'booking says so. It is published at once. Its coach is told, and not by whom unless `show_name` says so.',
  })
  @ApiCreatedResponse({ type: MyReviewDto })
  @Refuses(
    new NotReviewableError(),
    new AlreadyReviewedError(),
    new ReviewTooLateError('write'),
    new CoachNotFoundError(),
  )
  write(
    @CurrentPrincipal() me: Principal,
    @Param('id', PathId) id: number,
    @Body() body: WriteReviewDto,
  ): Promise<MyReviewDto> {
    return this.reviews.write(me, id, body);
  }

  @Put()
  @ApiOperation({
    summary: 'Change my review',
    description:
      'Until `editable_until`. The body is the whole review: what is left out has its default. A reply stays, and readers see when ' +
      'stars or text were changed.',
  })
  @ApiOkResponse({ type: MyReviewDto })
  @Refuses(new ReviewNotFoundError(), new ReviewRemovedError(), new ReviewTooLateError('change'))
  change(
    @CurrentPrincipal() me: Principal,
    @Param('id', PathId) id: number,
    @Body() body: WriteReviewDto,
  ): Promise<MyReviewDto> {
    return this.reviews.change(me, id, body);
  }

  @Delete()
  @HttpCode(204)
  @ApiOperation({
    summary: 'Delete my review',
    description: 'Until `editable_until`, for good and with its reply. The session cannot be reviewed again.',
  })
  @ApiNoContentResponse({ description: 'It is gone.' })
  @Refuses(new ReviewNotFoundError(), new ReviewTooLateError('change'))
  remove(@CurrentPrincipal() me: Principal, @Param('id', PathId) id: number): Promise<void> {
    return this.reviews.delete(me, id);
  }
}
