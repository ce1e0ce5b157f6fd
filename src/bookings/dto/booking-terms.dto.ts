import { PolicyDto } from '../../availability/dto/policy.dto.js';
import { MOST_NOTICE } from '../../availability/dto/schedule.dto.js';
import { Bool, Int } from '../../wire/fields/fields.js';

/** What a client agrees to who books now. A booking keeps the notices and the policy that it was made under. */
export class BookingTermsDto extends PolicyDto {
  @Bool({
    description:
      'Whether a free time and a seat are confirmed at once. Else the coach answers; a slot always waits for that.',
    example: false,
  })
  readonly auto_confirm: boolean;

  @Int({
    min: 0,
    max: MOST_NOTICE,
    description: 'Clients can move until so many minutes before the start.',
    example: 720,
  })
  readonly move_notice_minutes: number;
}
