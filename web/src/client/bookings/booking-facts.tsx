import type { BookingWithDetails } from '@vibe-coaching/client';
import { api } from '../../session/api.js';
import { saveFile } from '../../session/save-file.js';
import { useSession } from '../../session/session.js';
import { href } from '../../shell/href.js';
import { useTexts } from '../../texts/texts.js';
import { Button, LinkButton } from '../../ui/button.js';
import { Card } from '../../ui/card.js';
import { Facts } from '../../ui/facts.js';
import { Refusal } from '../../ui/refusal.js';
import { useAction } from '../../ui/use-action.js';
import { useLoad } from '../../ui/use-load.js';
import { When } from '../../ui/when.js';
import { paymentText } from './payment-text.js';
import { whatOf } from './what.js';

/** Where each role sees more of a coach and of a client; null: nowhere. */
const PAGES_OF_COACHES = { client: '/coaches', coach: null, admin: '/users' } as const;
const PAGES_OF_CLIENTS = { coach: '/clients', admin: '/users' } as const;

/** What is booked, when, with whom and for how much; a file for calendars, and the way into a video room. */
export function BookingFacts({ booking }: { readonly booking: BookingWithDetails }) {
  const texts = useTexts();
  const { me, settings } = useSession();
  const { booking: own } = texts.client;
  const { labels } = texts.words;
  const file = useAction(async () => {
    const content = await api.bookingCalendarShow({ path: { id: booking.id } });
    saveFile(`booking-${booking.id}.ics`, 'text/calendar', content);
  });
  return (
    <Card title={own.details}>
      <Facts
        of={[
          [labels.what, whatOf(booking, texts.words)],
          [
            labels.when,
            booking.scheduled_at === null ? own.noTime : <When at={booking.scheduled_at} until={booking.ends_at} />,
          ],
          [own.coach, <Person page={PAGES_OF_COACHES[me.role]} id={booking.coach_id} name={booking.coach_name} />],
          [
            own.client,
            me.role !== 'client' && (
              <Person page={PAGES_OF_CLIENTS[me.role]} id={booking.client_id} name={booking.client_name} />
            ),
          ],
          [own.payment, paymentText(booking.payment, texts, settings.locale)],
          [own.note, booking.notes],
          [own.cancelReason, booking.cancel_reason],
          [own.late, booking.is_late_cancellation && (booking.late_fee_waived_at ? own.lateWaived : own.lateYes)],
          [
            own.series,
            booking.series_id !== null && <a href={href(`/bookings/series/${booking.series_id}`)}>{own.toSeries}</a>,
          ],
        ]}
      />
      <Refusal error={file.error} />
      <div class="row">
        {booking.status === 'confirmed' && me.role !== 'admin' && <VideoLink booking={booking} />}
        {booking.scheduled_at !== null && (
          <Button isBusy={file.isBusy} onClick={() => void file.run()}>
            {booking.status === 'cancelled' ? own.cancelInCalendar : own.toCalendar}
          </Button>
        )}
      </div>
    </Card>
  );
}

/** A booking does not say whether it is held by video; its session type does. */
function VideoLink({
  booking: { id, coach_id: coachId, session_type_id: typeId, ends_at: end },
}: {
  readonly booking: BookingWithDetails;
}) {
  const { client } = useTexts();
  const isAhead = end !== null && new Date(end) > new Date();
  const types = useLoad(
    async (signal) =>
      typeId !== null && isAhead
        ? api.bookingsListSessionTypes({ path: { coach_id: coachId }, query: { limit: 100 }, signal })
        : [],
    [typeId],
  );
  if (types.value?.find((type) => type.id === typeId)?.location_kind !== 'video') return null;
  return (
    <LinkButton look="main" href={href(`/join/${id}`)}>
      {client.booking.join}
    </LinkButton>
  );
}

interface PersonProps {
  readonly page: string | null;
  readonly id: number;
  readonly name: string;
}

function Person({ page, id, name }: PersonProps) {
  return page === null ? <>{name}</> : <a href={href(`${page}/${id}`)}>{name}</a>;
}
