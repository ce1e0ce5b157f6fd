import type { Role } from '@vibe-coaching/client';
import type { FunctionComponent } from 'preact';
import { lazy, useLocation } from 'preact-iso';
import type { PageName, PageProps } from '../../route.js';
import { api } from '../../session/api.js';
import { useSession } from '../../session/session.js';
import { href } from '../../shell/href.js';
import { useTexts } from '../../texts/texts.js';
import { StatusBadge } from '../../ui/badge.js';
import { Loaded } from '../../ui/loaded.js';
import { Page } from '../../ui/page.js';
import { useLoad } from '../../ui/use-load.js';
import { ArrivalNotice } from './arrival-notice.js';
import type { BookingPartProps } from './booking-part.js';
import { BookingFacts } from './booking-facts.js';
import { BookingHistory } from './booking-history.js';
import { ClientActions } from './client-actions.js';
import { whatOf } from './what.js';

/** Of coaches and admins: clients do not load it. */
const StaffActions = lazy(() => import('../../coach/staff-actions.js'));

/** What each role can do with a booking. */
const ACTIONS: Readonly<Record<Role, FunctionComponent<BookingPartProps>>> = {
  client: ClientActions,
  coach: StaffActions,
  admin: StaffActions,
};

/** Where each role comes from. */
const LISTS: Readonly<Record<Role, { readonly path: string; readonly name: PageName }>> = {
  client: { path: '/bookings', name: 'bookings' },
  coach: { path: '/week', name: 'week' },
  admin: { path: '/bookings', name: 'all-bookings' },
};

/** A booking, for its client, its coach and admins: mails link to it. */
export default function BookingPage({ params }: PageProps) {
  const { client, shell, words } = useTexts();
  const { me } = useSession();
  const { query } = useLocation();
  const id = Number(params['id']);
  const booking = useLoad((signal) => api.bookingsShow({ path: { id }, signal }), [id]);
  const list = LISTS[me.role];
  const Actions = ACTIONS[me.role];
  const other = booking.value && (me.role === 'client' ? booking.value.coach_name : booking.value.client_name);
  const title = booking.value && other ? words.with(whatOf(booking.value, words), other) : client.booking.title;
  return (
    <Page
      title={title}
      note={
        <span class="row">
          {booking.value && <StatusBadge status={booking.value.status} />}
          <a href={href(list.path)}>{shell.pages[list.name]}</a>
        </span>
      }
    >
      <Loaded of={booking}>
        {(shown) => {
          const part = { booking: shown, onChanged: booking.reload };
          return (
            <>
              <ArrivalNotice
                query={query}
                isPaid={shown.payment.status === 'paid'}
                status={shown.status}
                onReload={booking.reload}
              />
              <BookingFacts booking={shown} />
              <Actions {...part} />
              <BookingHistory booking={shown} />
            </>
          );
        }}
      </Loaded>
    </Page>
  );
}
