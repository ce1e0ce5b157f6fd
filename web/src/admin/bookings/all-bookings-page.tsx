import { api } from '../../session/api.js';
import { useTexts } from '../../texts/texts.js';
import { Card } from '../../ui/card.js';
import { Loaded } from '../../ui/loaded.js';
import { Page } from '../../ui/page.js';
import { Tabs } from '../../ui/tabs.js';
import { useList } from '../../ui/use-list.js';
import { useQuery } from '../../ui/use-query.js';
import { Filters } from '../filters.js';
import { BookingTable } from './booking-table.js';

const STATUSES = ['pending', 'confirmed', 'completed', 'cancelled'] as const;
const SHOWN = ['all', ...STATUSES, 'contested'] as const;

/** Every booking; those whose client contests who came wait for an admin. */
export default function AllBookingsPage() {
  const { admin, shell } = useTexts();
  const { bookings, filters } = admin;
  const [{ show, client, coach, from, to }, change] = useQuery();
  const shown = SHOWN.find((one) => one === show) ?? 'all';
  const status = STATUSES.find((one) => one === shown);
  const list = useList(
    (cursor, signal) =>
      api.bookingsListAll.page({
        query: {
          limit: 25,
          ...(status && { status: [status] }),
          ...(shown === 'contested' && { contested: true }),
          ...(client && { client_id: Number(client) }),
          ...(coach && { coach_id: Number(coach) }),
          ...(from && { from }),
          ...(to && { to }),
          ...(cursor !== undefined && { cursor }),
        },
        ...(signal && { signal }),
      }),
    [shown, client, coach, from, to],
  );
  const nameOf = (one: (typeof SHOWN)[number]) =>
    one === 'all' ? shell.all : one === 'contested' ? bookings.contested : shell.statuses[one];
  return (
    <Page title={shell.pages['all-bookings']} note={shown === 'contested' ? bookings.contestedNote : bookings.note}>
      <Tabs
        label={filters.show}
        value={shown}
        options={SHOWN.map((one) => [one, nameOf(one)] as const)}
        onValue={(one) => change({ show: one === 'all' ? '' : one })}
      />
      <Card>
        <Filters
          of={[
            ['client', filters.client, 'number'],
            ['coach', filters.coach, 'number'],
            ['from', filters.from, 'date'],
            ['to', filters.to, 'date'],
          ]}
        />
      </Card>
      <Card>
        <Loaded of={list} empty={<p>{bookings.none}</p>}>
          {(rows) => <BookingTable title={shell.pages['all-bookings']} rows={rows} of={list} />}
        </Loaded>
      </Card>
    </Page>
  );
}
