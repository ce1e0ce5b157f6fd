import { type MyReview, Problem } from '@vibe-coaching/client';
import { useState } from 'preact/hooks';
import { api } from '../../session/api.js';
import { useTexts } from '../../texts/texts.js';
import { Button } from '../../ui/button.js';
import { Card } from '../../ui/card.js';
import { ConfirmDialog } from '../../ui/confirm-dialog.js';
import { Loaded } from '../../ui/loaded.js';
import { Notice } from '../../ui/notice.js';
import { Stars } from '../../ui/stars.js';
import { useLoad } from '../../ui/use-load.js';
import type { BookingPartProps } from './booking-part.js';
import { ReviewForm } from './review-form.js';

/** A client's review of a session: it can be written, and for a while changed and deleted. */
export function ReviewCard({ booking, onChanged }: BookingPartProps) {
  const { client } = useTexts();
  const review = useLoad<MyReview | null>(
    async (signal) => {
      // While one can still be written there is none.
      if (booking.actions.can_review) return null;
      try {
        return await api.bookingReviewShow({ path: { id: booking.id }, signal });
      } catch (error) {
        if (error instanceof Problem && error.status === 404) return null;
        throw error;
      }
    },
    [booking.id],
  );
  const write = (mine: MyReview | null) => {
    review.replace(mine);
    onChanged();
  };
  if (review.value === null && !booking.actions.can_review) return null;
  return (
    <Card title={client.review.title}>
      <Loaded of={review}>
        {(mine) =>
          mine !== null ? (
            <OwnReview review={mine} onChanged={write} />
          ) : (
            <ReviewForm bookingId={booking.id} review={null} onWritten={write} />
          )
        }
      </Loaded>
    </Card>
  );
}

interface OwnReviewProps {
  readonly review: MyReview;
  readonly onChanged: (review: MyReview | null) => void;
}

function OwnReview({ review, onChanged }: OwnReviewProps) {
  const { client, shell } = useTexts();
  const texts = client.review;
  const [open, setOpen] = useState<'edit' | 'remove' | null>(null);
  const canChange = review.status === 'published' && new Date(review.editable_until) > new Date();
  if (open === 'edit') {
    return (
      <ReviewForm
        bookingId={review.booking_id}
        review={review}
        onWritten={(changed) => {
          onChanged(changed);
          setOpen(null);
        }}
      />
    );
  }
  return (
    <>
      <Stars rating={review.rating} />
      {review.text && <p>{review.text}</p>}
      {review.reply && (
        <p class="muted">
          {client.coach.reply}: {review.reply.text}
        </p>
      )}
      {review.status === 'removed' && <Notice tone="wait">{texts.removed(review.removal_reason ?? '')}</Notice>}
      {canChange && (
        <div class="row">
          <Button label={texts.edit} onClick={() => setOpen('edit')}>
            {shell.edit}
          </Button>
          <Button look="bad" label={texts.remove} onClick={() => setOpen('remove')}>
            {shell.remove}
          </Button>
        </div>
      )}
      {open === 'remove' && (
        <ConfirmDialog
          title={texts.remove}
          button={shell.remove}
          run={async () => {
            await api.bookingReviewRemove({ path: { id: review.booking_id } });
            onChanged(null);
          }}
          onClose={() => setOpen(null)}
        >
          <p>{texts.removeHint}</p>
        </ConfirmDialog>
      )}
    </>
  );
}
