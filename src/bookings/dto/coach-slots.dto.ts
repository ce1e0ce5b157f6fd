import { Int } from '../../wire/fields/fields.js';
import { MOST_SLOTS } from '../domain/slot.js';

/** The slots of a coach, numbered from 1. */
export class CoachSlotsDto {
  @Int({ max: MOST_SLOTS, description: 'Not below the highest slot that is held.', example: 12 })
  readonly total_slots: number;
}

/** Body of `PUT /coach/slots`. */
export class ChangeCoachSlotsDto extends CoachSlotsDto {}
