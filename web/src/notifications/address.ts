import type { Notification } from '@vibe-coaching/client';

/** The page where a notification leads. */
export function addressOf({ type, booking_id, waitlist_entry_id }: Notification): string {
  if (type === 'account.export-ready') return '/settings';
  if (type === 'review.reported') return '/moderation';
  if (waitlist_entry_id !== null) return '/waitlist';
  if (type === 'review.created') return '/reviews';
  return booking_id === null ? '/notifications' : `/bookings/${booking_id}`;
}
