import { Controller, Get, Param } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { AllowAny } from '../auth/access/access.js';
import { Refuses } from '../problems/refuses.js';
import { PathId } from '../wire/fields/path-id.js';
import { CoachesService } from './coaches.service.js';
import { CoachNotFoundError } from './domain/booking-errors.js';
import { BookingTermsDto } from './dto/booking-terms.dto.js';

@ApiTags('Bookings')
@Controller('bookings/coaches/:coach_id/terms')
export class BookingTermsController {
  constructor(private readonly coaches: CoachesService) {}

  @Get()
  @AllowAny()
  @ApiOperation({
    summary: 'What a client agrees to who books a coach',
    description:
      'Whether the coach confirms at once, until when one can move and cancel, and what it costs to cancel late or not to come.',
  })
  @ApiOkResponse({ type: BookingTermsDto })
  @Refuses(new CoachNotFoundError())
  show(@Param('coach_id', PathId) coachId: number): Promise<BookingTermsDto> {
    return this.coaches.terms(coachId);
  }
}
