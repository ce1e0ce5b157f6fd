import type { BookingWithDetails, User } from '@vibe-coaching/client';
import { api } from '../../session/api.js';
import { href } from '../../shell/href.js';
import { useTexts } from '../../texts/texts.js';
import { StatusBadge } from '../../ui/badge.js';
import { Card } from '../../ui/card.js';
import { DataTable } from '../../ui/data-table.js';
import { Loaded } from '../../ui/loaded.js';
import { More } from '../../ui/more.js';
import { useList } from '../../ui/use-list.js';
import { When } from '../../ui/when.js';

/** What a client booked, or what is booked with a coach. */
export function UserBookings({ user: { id, role } }: { readonly user: User }) {
  const { admin, words } = useTexts();
  const { users } = admin;
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
  const nameOf = ({ session_type_name, slot_number }: BookingWithDetails) =>
    session_type_name ?? (slot_number === null ? words.session : words.slot(slot_number));
  return (
    <Card title={users.bookings}>
      <Loaded of={list} empty={<p>{users.noBookings}</p>}>
        {(bookings) => (
          <>
            <DataTable
              title={users.bookings}
              isTitleHidden
              columns={[
                { title: users.session, cell: (one) => <a href={href(`/bookings/${one.id}`)}>{nameOf(one)}</a> },
                {
                  title: users.when,
                  cell: ({ scheduled_at, ends_at }) =>
                    scheduled_at === null ? users.unscheduled : <When at={scheduled_at} until={ends_at} />,
                },
                {
                  title: users.with,
                  cell: ({ coach_name, client_name }) => (role === 'coach' ? client_name : coach_name),
                },
                { title: users.status, cell: ({ status }) => <StatusBadge status={status} /> },
              ]}
              rows={bookings}
              keyOf={(one) => one.id}
            />
            <More of={list} />
          </>
        )}
      </Loaded>
    </Card>
  );
}
