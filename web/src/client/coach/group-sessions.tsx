import type { OfferedGroupSession } from '@vibe-coaching/client';
import { useLocation } from 'preact-iso';
import { api } from '../../session/api.js';
import { href } from '../../shell/href.js';
import { useTexts } from '../../texts/texts.js';
import { Button, LinkButton } from '../../ui/button.js';
import { Card } from '../../ui/card.js';
import { More } from '../../ui/more.js';
import { Refusal } from '../../ui/refusal.js';
import { useAction } from '../../ui/use-action.js';
import { useList } from '../../ui/use-list.js';
import { When } from '../../ui/when.js';
import { bookAndPay } from '../booking-panel/book-and-pay.js';
import './offers.css';

/** Group sessions of a coach; nothing when there are none ahead. */
export function GroupSessions({ coachId }: { readonly coachId: number }) {
  const { client } = useTexts();
  const sessions = useList(
    (cursor, signal) =>
      api.groupSessionsList.page({ query: { coach_id: coachId, limit: 5, ...(cursor && { cursor }) }, signal }),
    [coachId],
  );
  if (sessions.value === undefined || sessions.value.length === 0) return null;
  return (
    <Card title={client.coach.groups}>
      <ul class="offers">
        {sessions.value.map((session) => (
          <li key={session.id}>
            <OneGroup session={session} />
          </li>
        ))}
      </ul>
      <More of={sessions} />
    </Card>
  );
}

function OneGroup({ session }: { readonly session: OfferedGroupSession }) {
  const { client } = useTexts();
  const { route } = useLocation();
  const texts = client.coach;
  const name = session.session_type_name;
  const isFull = session.seats_left === 0;
  const take = useAction(async () => {
    if (isFull) {
      await api.waitlistJoin({ body: { group_session_id: session.id } });
      route(href('/waitlist'));
    } else {
      await bookAndPay({ coach_id: session.coach_id, group_session_id: session.id }, route);
    }
  });
  return (
    <>
      <div class="stack tight">
        <h3>{name}</h3>
        <p>
          <When at={session.starts_at} until={session.ends_at} />
        </p>
        <p class="small muted">
          {session.location !== null && `${session.location} · `}
          {isFull ? texts.full : texts.seatsLeft(session.seats_left)}
        </p>
        <Refusal error={take.error} />
      </div>
      {session.my_booking_id !== null ? (
        <LinkButton href={href(`/bookings/${session.my_booking_id}`)}>{texts.mySeat}</LinkButton>
      ) : (
        <Button
          label={`${isFull ? texts.waitForSeat : texts.bookSeat}: ${name}`}
          isBusy={take.isBusy}
          onClick={() => void take.run()}
        >
          {isFull ? texts.waitForSeat : texts.bookSeat}
        </Button>
      )}
    </>
  );
}
