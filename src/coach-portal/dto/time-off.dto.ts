import { ApiProperty } from '@nestjs/swagger';
import { TimeOffDto } from '../../availability/dto/time-off.dto.js';
import { BookingWithDetailsDto } from '../../bookings/dto/booking.dto.js';

/** New time off, and the sessions that lie in it. */
export class NewTimeOffDto extends TimeOffDto {
  @ApiProperty({
    type: [BookingWithDetailsDto],
    description: 'Active bookings at that time. They stay until somebody cancels or moves them.',
  })
  readonly affected_bookings: BookingWithDetailsDto[];
}
