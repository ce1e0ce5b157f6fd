import type { Review } from '@vibe-coaching/client';
import { api } from '../../session/api.js';
import { useSession } from '../../session/session.js';
import { useTexts } from '../../texts/texts.js';
import { dateText, dayOf } from '../../time/times.js';
import { Card } from '../../ui/card.js';
import { Loaded } from '../../ui/loaded.js';
import { More } from '../../ui/more.js';
import { Stars } from '../../ui/stars.js';
import { useList } from '../../ui/use-list.js';
import './coach-reviews.css';

export function CoachReviews({ coachId }: { readonly coachId: number }) {
  const { client } = useTexts();
  const reviews = useList(
    (cursor, signal) =>
      api.coachReviewsList.page({
        path: { coach_id: coachId },
        query: { limit: 5, ...(cursor && { cursor }) },
        signal,
      }),
    [coachId],
  );
  return (
    <Card title={client.coach.reviews}>
      <Loaded of={reviews} empty={client.coach.noReviews}>
        {(shown) => (
          <ul class="reviews">
            {shown.map((review) => (
              <li key={review.id}>
                <OneReview review={review} />
              </li>
            ))}
          </ul>
        )}
      </Loaded>
      <More of={reviews} />
    </Card>
  );
}

function OneReview({ review: { rating, text, author, created_at: at, reply } }: { readonly review: Review }) {
  const { client, words } = useTexts();
  const { zone } = useSession();
  return (
    <article class="stack tight">
      <Stars rating={rating} />
      {text && <p class="verbatim">{text}</p>}
      <p class="small muted">
        {author} · {dateText(dayOf(new Date(at), zone), words)}
      </p>
      {reply && (
        <blockquote class="reply">
          <p class="small muted">{client.coach.reply}</p>
          <p class="verbatim">{reply.text}</p>
        </blockquote>
      )}
    </article>
  );
}
