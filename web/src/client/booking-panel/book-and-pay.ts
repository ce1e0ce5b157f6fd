import type { BookSlot } from '@vibe-coaching/client';
import { api } from '../../session/api.js';
import { href } from '../../shell/href.js';

/** Books, and leads to the payment where the place is kept for a payment alone; else to the booking. */
export async function bookAndPay(body: BookSlot, route: (to: string) => void): Promise<void> {
  const booking = await api.bookingsBook({ body });
  if (booking.payment.status !== 'due' || booking.payment.pay_until === null) {
    route(href(`/bookings/${booking.id}?booked=yes`));
    return;
  }
  try {
    const { checkout_url: url } = await api.bookingPaymentsCheckout({ path: { id: booking.id } });
    location.assign(url);
  } catch {
    // It is booked: its page has a button to pay, which says why it does not work.
    route(href(`/bookings/${booking.id}?booked=yes`));
  }
}
