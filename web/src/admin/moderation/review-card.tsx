import type { AdminReview } from '@vibe-coaching/client';
import { useState } from 'preact/hooks';
import { api } from '../../session/api.js';
import { href } from '../../shell/href.js';
import { useTexts } from '../../texts/texts.js';
import { Badge } from '../../ui/badge.js';
import { Button } from '../../ui/button.js';
import { Card } from '../../ui/card.js';
import { Facts } from '../../ui/facts.js';
import { Notice } from '../../ui/notice.js';
import { Refusal } from '../../ui/refusal.js';
import { Stars } from '../../ui/stars.js';
import { useAction } from '../../ui/use-action.js';
import { When } from '../../ui/when.js';
import { RemoveDialog } from './remove-dialog.js';

interface ReviewCardProps {
  readonly review: AdminReview;
  readonly onChange: (review: AdminReview) => void;
}

/** A review, what its coach holds against it, and the decision. */
export function ReviewCard({ review, onChange }: ReviewCardProps) {
  const { moderation } = useTexts().admin;
  const [isAsked, setAsked] = useState(false);
  const [isDecided, setDecided] = useState(false);
  const take = (changed: AdminReview) => {
    setDecided(true);
    onChange(changed);
  };
  const publish = useAction(async () =>
    take(await api.adminReviewsDecide({ path: { id: review.id }, body: { status: 'published' } })),
  );
  const { author, status, report, decided_at } = review;
  const doesWait = report !== null && decided_at === null;
  const isRemoved = status === 'removed';
  const keep = isRemoved ? moderation.showAgain : moderation.keep;
  return (
    <Card title={moderation.by(author)} actions={<States doesWait={doesWait} isRemoved={isRemoved} />}>
      <Stars rating={review.rating} />
      {review.text === null ? <p class="muted">{moderation.noText}</p> : <p>{review.text}</p>}
      <ReviewFacts of={review} />
      {isDecided && <Notice tone="good">{isRemoved ? moderation.isRemoved : moderation.kept}</Notice>}
      <Refusal error={publish.error} />
      <div class="row">
        {(doesWait || isRemoved) && (
          <Button
            label={`${keep}: ${moderation.reviewBy(author)}`}
            isBusy={publish.isBusy}
            onClick={() => void publish.run()}
          >
            {keep}
          </Button>
        )}
        {!isRemoved && (
          <Button
            look="bad"
            label={`${moderation.remove}: ${moderation.reviewBy(author)}`}
            onClick={() => setAsked(true)}
          >
            {moderation.remove}
          </Button>
        )}
      </div>
      {isAsked && <RemoveDialog review={review} onRemoved={take} onClose={() => setAsked(false)} />}
    </Card>
  );
}

function States({ doesWait, isRemoved }: { readonly doesWait: boolean; readonly isRemoved: boolean }) {
  const { moderation } = useTexts().admin;
  return (
    <>
      {doesWait && <Badge tone="wait">{moderation.waits}</Badge>}
      <Badge tone={isRemoved ? 'bad' : 'good'}>{isRemoved ? moderation.removed : moderation.published}</Badge>
    </>
  );
}

function ReviewFacts({
  of: { created_at, coach_id, booking_id, reply, report, reason, decided_at },
}: {
  readonly of: AdminReview;
}) {
  const { admin } = useTexts();
  const { moderation } = admin;
  return (
    <Facts
      of={[
        [admin.deliveries.made, <When key="made" at={created_at} />],
        [
          moderation.toCoach,
          <a key="coach" href={href(`/users/${coach_id}`)}>
            {admin.deliveries.user(coach_id)}
          </a>,
        ],
        [
          moderation.ofBooking,
          <a key="booking" href={href(`/bookings/${booking_id}`)}>
            {booking_id}
          </a>,
        ],
        [moderation.reply, reply?.text],
        [moderation.report, report?.reason],
        [moderation.decision, decided_at !== null && <When key="decided" at={decided_at} />],
        [moderation.reason, reason],
      ]}
    />
  );
}
