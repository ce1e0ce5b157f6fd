import type { Review } from '@vibe-coaching/client';
import { useState } from 'preact/hooks';
import { api } from '../../session/api.js';
import { useSession } from '../../session/session.js';
import { useTexts } from '../../texts/texts.js';
import { Button } from '../../ui/button.js';
import { Card } from '../../ui/card.js';
import { Dialog } from '../../ui/dialog.js';
import { Loaded } from '../../ui/loaded.js';
import { More } from '../../ui/more.js';
import { Notice } from '../../ui/notice.js';
import { Page } from '../../ui/page.js';
import { Stars } from '../../ui/stars.js';
import { useList } from '../../ui/use-list.js';
import { useLoad } from '../../ui/use-load.js';
import { When } from '../../ui/when.js';
import { ReplyForm, ReportForm } from './review-forms.js';
import './reviews.css';

/** What clients say of the coach, with a reply to each. */
export default function ReviewsPage() {
  const { coach, shell } = useTexts();
  const { me } = useSession();
  const path = { coach_id: me.id };
  const profile = useLoad((signal) => api.bookingsShowCoach({ path, signal }), []);
  const list = useList(
    (cursor, signal) => api.coachReviewsList.page({ path, query: { limit: 20, ...(cursor && { cursor }) }, signal }),
    [],
  );
  const { rating_average: rating, rating_count: count } = profile.value ?? { rating_average: null, rating_count: 0 };
  return (
    <Page title={shell.pages.reviews} note={rating !== null && <Stars rating={rating} count={count} />}>
      <Loaded of={list} empty={coach.reviews.none}>
        {(reviews) =>
          reviews.map((review) => (
            <OneReview
              key={review.id}
              review={review}
              onChanged={(changed) => list.replace(reviews.map((one) => (one.id === changed.id ? changed : one)))}
            />
          ))
        }
      </Loaded>
      <More of={list} />
    </Page>
  );
}

export interface OneReviewProps {
  readonly review: Review;
  readonly onChanged: (review: Review) => void;
}

function OneReview({ review, onChanged }: OneReviewProps) {
  const { coach } = useTexts();
  const [asking, setAsking] = useState<'reply' | 'report' | null>(null);
  const [isReported, setReported] = useState(false);
  const close = () => setAsking(null);
  return (
    <Card title={review.author}>
      <div class="row spread">
        <Stars rating={review.rating} />
        <span class="muted small">
          <When at={review.created_at} />
        </span>
      </div>
      {review.text && <p>{review.text}</p>}
      {review.reply && (
        <blockquote class="reply stack tight">
          <strong>{coach.reviews.yourReply}</strong>
          <p>{review.reply.text}</p>
        </blockquote>
      )}
      {isReported && <Notice tone="good">{coach.reviews.reported}</Notice>}
      <div class="row">
        <Button label={coach.reviews.replyTo(review.author)} onClick={() => setAsking('reply')}>
          {coach.reviews.reply}
        </Button>
        {!isReported && (
          <Button look="quiet" label={coach.reviews.reportOf(review.author)} onClick={() => setAsking('report')}>
            {coach.reviews.report}
          </Button>
        )}
      </div>
      {asking === 'reply' && (
        <Dialog title={coach.reviews.replyTo(review.author)} onClose={close}>
          <ReplyForm
            review={review}
            onChanged={(changed) => {
              close();
              onChanged(changed);
            }}
          />
        </Dialog>
      )}
      {asking === 'report' && (
        <Dialog title={coach.reviews.reportOf(review.author)} onClose={close}>
          <ReportForm
            review={review}
            onReported={() => {
              close();
              setReported(true);
            }}
          />
        </Dialog>
      )}
    </Card>
  );
}
