import type { MyReview } from '@vibe-coaching/client';
import { useState } from 'preact/hooks';
import { api } from '../../session/api.js';
import { useTexts } from '../../texts/texts.js';
import { CheckField } from '../../ui/check-field.js';
import { SelectField, TextArea } from '../../ui/field.js';
import { Form } from '../../ui/form.js';
import { faultOf } from '../../ui/refusal.js';
import { useAction } from '../../ui/use-action.js';

interface ReviewFormProps {
  readonly bookingId: number;
  /** Null: a new one. */
  readonly review: MyReview | null;
  readonly onWritten: (review: MyReview) => void;
}

const RATINGS = ['5', '4', '3', '2', '1'];

export function ReviewForm({ bookingId, review, onWritten }: ReviewFormProps) {
  const { client, shell } = useTexts();
  const texts = client.review;
  const [rating, setRating] = useState(String(review?.rating ?? 5));
  const [text, setText] = useState(review?.text ?? '');
  const [isNamed, setNamed] = useState(review?.show_name ?? true);
  const write = useAction(async () => {
    const call = {
      path: { id: bookingId },
      body: { rating: Number(rating), show_name: isNamed, ...(text.trim() && { text: text.trim() }) },
    };
    onWritten(await (review === null ? api.bookingReviewWrite(call) : api.bookingReviewChange(call)));
  });
  return (
    <Form action={write} button={review === null ? texts.write : shell.save}>
      <SelectField
        label={texts.rating}
        value={rating}
        onValue={setRating}
        options={RATINGS.map((stars) => [stars, shell.stars(stars)] as const)}
      />
      <TextArea
        label={texts.text}
        fault={faultOf(write.error, 'text')}
        maxLength={2000}
        value={text}
        onValue={setText}
      />
      <CheckField label={texts.named} hint={texts.namedHint} checked={isNamed} onValue={setNamed} />
    </Form>
  );
}
