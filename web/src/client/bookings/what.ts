import type { Booking } from '@vibe-coaching/client';
import type { Words } from '../../../../src/notifications/texts/words/words.js';

/** What is booked, in a few words. */
export function whatOf({ session_type_name: name, slot_number: slot }: Booking, words: Words): string {
  if (name !== null) return name;
  return slot === null ? words.session : words.slot(slot);
}
