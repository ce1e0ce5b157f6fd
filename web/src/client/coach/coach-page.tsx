import type { CoachWithSlots } from '@vibe-coaching/client';
import type { PageProps } from '../../route.js';
import { api } from '../../session/api.js';
import { useTexts } from '../../texts/texts.js';
import { Loaded } from '../../ui/loaded.js';
import { Page } from '../../ui/page.js';
import { Stars } from '../../ui/stars.js';
import { useLoad } from '../../ui/use-load.js';
import { BookSlot } from './book-slot.js';
import { BookTime } from './book-time.js';
import { CoachAbout } from './coach-about.js';
import { CoachReviews } from './coach-reviews.js';
import { GroupSessions } from './group-sessions.js';
import { Packs } from './packs.js';
import './coach-page.css';

/** A coach, and all that can be booked with them. */
export default function CoachPage({ params }: PageProps) {
  const { client } = useTexts();
  const id = Number(params['id']);
  const coach = useLoad((signal) => api.bookingsShowCoach({ path: { coach_id: id }, signal }), [id]);
  const types = useLoad(
    (signal) => api.bookingsListSessionTypes({ path: { coach_id: id }, query: { limit: 100 }, signal }),
    [id],
  );
  return (
    <Page title={coach.value?.coach_name ?? client.coach.title} note={coach.value && <Rating of={coach.value} />}>
      <Loaded of={coach}>
        {(shown) => (
          <div class="coach-page" key={id}>
            <div class="stack">
              {shown.time_zone === null ? (
                <BookSlot coach={shown} onChanged={coach.reload} />
              ) : (
                <Loaded of={types}>{(offered) => <BookTime coach={shown} types={offered} />}</Loaded>
              )}
              <GroupSessions coachId={id} />
              <CoachReviews coachId={id} />
            </div>
            <div class="stack">
              <CoachAbout coach={shown} />
              <Packs coachId={id} types={types.value ?? []} />
            </div>
          </div>
        )}
      </Loaded>
    </Page>
  );
}

function Rating({ of: { rating_average: rating, rating_count: count } }: { readonly of: CoachWithSlots }) {
  const { client } = useTexts();
  return rating === null ? <>{client.coaches.noReviews}</> : <Stars rating={rating} count={count} />;
}
