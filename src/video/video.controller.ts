import { Controller, Get, Param } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Allow } from '../auth/access/access.js';
import { CurrentPrincipal, type Principal } from '../auth/access/principal.js';
import { BookingNotFoundError, NotYourBookingError } from '../bookings/domain/booking-errors.js';
import { Refuses } from '../problems/refuses.js';
import { PathId } from '../wire/fields/path-id.js';
import { VideoDto } from './dto/video.dto.js';
import { NoVideoError, VideoNotOpenError } from './video-errors.js';
import { VideoService } from './video.service.js';

@ApiTags('Bookings')
@Controller('bookings/bookings/:id/video')
export class VideoController {
  constructor(private readonly video: VideoService) {}

  @Get()
  @Allow('client', 'coach')
  @ApiOperation({
    summary: 'Enter the room of a video session',
    description: 'For its client and its coach, from 15 minutes before the start until 30 minutes after the end.',
  })
  @ApiOkResponse({ type: VideoDto })
  @Refuses(
    new NotYourBookingError(),
    new BookingNotFoundError(),
    new NoVideoError(),
    new VideoNotOpenError('early', '2027-01-12 09:45 (Europe/Berlin)'),
  )
  enter(@CurrentPrincipal() me: Principal, @Param('id', PathId) id: number): Promise<VideoDto> {
    return this.video.enter(me, id);
  }
}
