import type { BookingWithDetails } from '@vibe-coaching/client';
import { useTexts } from '../texts/texts.js';
import { Card } from '../ui/card.js';
import { BookingActions } from './booking-actions.js';

interface StaffActionsProps {
  readonly booking: BookingWithDetails;
  readonly onChanged: () => void;
}

/** On the page of a booking: what its coach or an admin can do with it, if there is something. */
export default function StaffActions({ booking, onChanged }: StaffActionsProps) {
  const { client } = useTexts();
  const { actions, payment } = booking;
  const isToPay = payment.method === 'at_session' && payment.status === 'due';
  const { can_confirm, can_complete, can_mark_attendance, can_move, can_cancel } = actions;
  if (!isToPay && !can_confirm && !can_complete && !can_mark_attendance && !can_move && !can_cancel) return null;
  return (
    <Card title={client.booking.actions}>
      <BookingActions booking={booking} onChanged={onChanged} />
    </Card>
  );
}
