import type { BookingWithDetails } from '@vibe-coaching/client';

/** What each part of a booking's page gets. */
export interface BookingPartProps {
  readonly booking: BookingWithDetails;
  /** Reads the booking again, after a change. */
  readonly onChanged: () => void;
}
