import type { BookingWithDetails } from '@vibe-coaching/client';
import { useSession } from '../../session/session.js';
import { href } from '../../shell/href.js';
import { useTexts } from '../../texts/texts.js';
import { StatusBadge } from '../../ui/badge.js';
import { Facts } from '../../ui/facts.js';
import { When } from '../../ui/when.js';
import { priceText } from '../price-text.js';
import { BookingActions } from '../booking-actions.js';
import { nameOf } from './week-items.js';

interface BookingPanelProps {
  readonly booking: BookingWithDetails;
  readonly onChanged: () => void;
}

/** A booking of one client. */
export function BookingPanel({ booking, onChanged }: BookingPanelProps) {
  const texts = useTexts();
  const { coach } = texts;
  const { settings } = useSession();
  const { attendance } = booking;
  return (
    <>
      <Facts
        of={[
          [coach.booking.what, nameOf(booking, texts)],
          [
            coach.booking.when,
            booking.scheduled_at === null ? null : <When at={booking.scheduled_at} until={booking.ends_at} />,
          ],
          [coach.booking.status, <StatusBadge status={booking.status} />],
          [coach.booking.attendance, attendance && coach.booking.outcomes[attendance]],
          [coach.booking.contested, booking.attendance_contested_at && <When at={booking.attendance_contested_at} />],
          [coach.booking.note, booking.notes],
          [coach.booking.price, priceText(booking, texts, settings.locale)],
          [coach.booking.series, booking.series_id === null ? null : coach.booking.isSeries],
        ]}
      />
      <BookingActions booking={booking} onChanged={onChanged} />
      <p class="row">
        <a href={href(`/bookings/${booking.id}`)}>{coach.booking.toPage}</a>
        <a href={href(`/clients/${booking.client_id}`)}>{coach.booking.toClient}</a>
      </p>
    </>
  );
}
