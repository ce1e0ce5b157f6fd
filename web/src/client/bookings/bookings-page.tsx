import type { BookingStatus, BookingWithDetails } from '@vibe-coaching/client';
import { api } from '../../session/api.js';
import { href } from '../../shell/href.js';
import { useTexts } from '../../texts/texts.js';
import { StatusBadge } from '../../ui/badge.js';
import { Card } from '../../ui/card.js';
import { LinkButton } from '../../ui/button.js';
import { Loaded } from '../../ui/loaded.js';
import { More } from '../../ui/more.js';
import { Page } from '../../ui/page.js';
import { Tabs } from '../../ui/tabs.js';
import { useList } from '../../ui/use-list.js';
import { useQuery } from '../../ui/use-query.js';
import { When } from '../../ui/when.js';
import '../coach/offers.css';
import { CalendarLink } from './calendar-link.js';
import { SeriesCards } from './series-cards.js';
import { whatOf } from './what.js';

const SHOWN = ['upcoming', 'past', 'cancelled'] as const;
const QUERIES: Readonly<Record<(typeof SHOWN)[number], { when?: 'upcoming' | 'past'; status: BookingStatus[] }>> = {
  upcoming: { when: 'upcoming', status: ['pending', 'confirmed'] },
  past: { when: 'past', status: ['pending', 'confirmed', 'completed'] },
  cancelled: { status: ['cancelled'] },
};

/** A client's bookings: those ahead, those that are over and those that were cancelled; and their series. */
export default function BookingsPage() {
  const { client } = useTexts();
  const texts = client.bookings;
  const [{ when }, change] = useQuery();
  const shown = SHOWN.find((one) => one === when) ?? 'upcoming';
  const empty = { upcoming: texts.noUpcoming, past: texts.noPast, cancelled: texts.noCancelled }[shown];
  const bookings = useList(
    (cursor, signal) =>
      api.bookingsListMine.page({
        query: { ...QUERIES[shown], sort: 'scheduled_at', limit: 20, ...(cursor && { cursor }) },
        signal,
      }),
    [shown],
  );
  return (
    <Page title={texts.title} actions={<LinkButton href={href('/coaches')}>{client.coaches.title}</LinkButton>}>
      <Tabs
        label={texts.title}
        value={shown}
        options={SHOWN.map((one) => [one, texts[one]] as const)}
        onValue={(chosen) => change({ when: chosen === 'upcoming' ? '' : chosen })}
      />
      <Card title={texts[shown]}>
        <Loaded of={bookings} empty={empty}>
          {(found) => (
            <ul class="offers">
              {found.map((booking) => (
                <li key={booking.id}>
                  <BookingRow booking={booking} />
                </li>
              ))}
            </ul>
          )}
        </Loaded>
        <More of={bookings} />
      </Card>
      <SeriesCards />
      <CalendarLink />
    </Page>
  );
}

function BookingRow({ booking }: { readonly booking: BookingWithDetails }) {
  const { client, words } = useTexts();
  return (
    <>
      <div class="stack tight">
        <h3>
          <a href={href(`/bookings/${booking.id}`)}>{words.with(whatOf(booking, words), booking.coach_name)}</a>
        </h3>
        <p class="small muted">
          {booking.scheduled_at === null ? (
            client.booking.noTime
          ) : (
            <When at={booking.scheduled_at} until={booking.ends_at} />
          )}
        </p>
      </div>
      <StatusBadge status={booking.status} />
    </>
  );
}
