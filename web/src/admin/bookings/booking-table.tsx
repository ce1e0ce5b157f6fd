import type { BookingWithDetails } from '@vibe-coaching/client';
import { whatOf } from '../../client/bookings/what.js';
import { href } from '../../shell/href.js';
import { useTexts } from '../../texts/texts.js';
import { StatusBadge } from '../../ui/badge.js';
import { DataTable } from '../../ui/data-table.js';
import { More } from '../../ui/more.js';
import type { List } from '../../ui/use-list.js';
import { When } from '../../ui/when.js';

interface BookingTableProps {
  readonly title: string;
  readonly rows: readonly BookingWithDetails[];
  readonly of: List<BookingWithDetails>;
}

/** Bookings of anybody, with their client and coach. */
export function BookingTable({ title, rows, of }: BookingTableProps) {
  const { admin, shell, words } = useTexts();
  const { bookings } = admin;
  return (
    <>
      <DataTable
        title={title}
        isTitleHidden
        columns={[
          { title: bookings.session, cell: (one) => <a href={href(`/bookings/${one.id}`)}>{whatOf(one, words)}</a> },
          {
            title: bookings.when,
            cell: ({ scheduled_at: at, ends_at: end }) =>
              at === null ? bookings.unscheduled : <When at={at} until={end} />,
          },
          {
            title: shell.roles.client,
            cell: ({ client_id: id, client_name: name }) => <a href={href(`/users/${id}`)}>{name}</a>,
          },
          {
            title: shell.roles.coach,
            cell: ({ coach_id: id, coach_name: name }) => <a href={href(`/users/${id}`)}>{name}</a>,
          },
          { title: bookings.status, cell: ({ status }) => <StatusBadge status={status} /> },
        ]}
        rows={rows}
        keyOf={({ id }) => id}
      />
      <More of={of} />
    </>
  );
}
