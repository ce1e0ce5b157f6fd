import type { User } from '@vibe-coaching/client';
import { api } from '../../session/api.js';
import { useTexts } from '../../texts/texts.js';
import { Card } from '../../ui/card.js';
import { Loaded } from '../../ui/loaded.js';
import { useList } from '../../ui/use-list.js';
import { BookingTable } from '../bookings/booking-table.js';

/** What a client booked, or what is booked with a coach. */
export function UserBookings({ user: { id, role } }: { readonly user: User }) {
  const { bookings } = useTexts().admin;
  const list = useList(
    (cursor, signal) =>
      api.bookingsListAll.page({
        query: {
          limit: 10,
          ...(role === 'coach' ? { coach_id: id } : { client_id: id }),
          ...(cursor !== undefined && { cursor }),
        },
        ...(signal && { signal }),
      }),
    [id, role],
  );
  return (
    <Card title={bookings.title}>
      <Loaded of={list} empty={<p>{bookings.none}</p>}>
        {(rows) => <BookingTable title={bookings.title} rows={rows} of={list} />}
      </Loaded>
    </Card>
  );
}
