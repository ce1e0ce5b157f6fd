import type { BookSlot, SessionType } from '@vibe-coaching/client';
import { useLocation } from 'preact-iso';
import { useState } from 'preact/hooks';
import { useTexts } from '../../texts/texts.js';
import { TextArea } from '../../ui/field.js';
import { Form } from '../../ui/form.js';
import { faultOf } from '../../ui/refusal.js';
import { useAction } from '../../ui/use-action.js';
import { bookAndPay } from './book-and-pay.js';
import { CreditsHint } from './credits-hint.js';

interface BookOnceProps {
  readonly wanted: BookSlot;
  readonly type: SessionType | null;
  readonly onBooked: () => void;
}

/** One session, with a note to the coach. */
export function BookOnce({ wanted, type, onBooked }: BookOnceProps) {
  const { client } = useTexts();
  const { route } = useLocation();
  const [notes, setNotes] = useState('');
  const book = useAction(() =>
    bookAndPay({ ...wanted, ...(notes.trim() && { notes: notes.trim() }) }, (to) => {
      onBooked();
      route(to);
    }),
  );
  return (
    <Form action={book} button={client.panel.book}>
      <TextArea
        label={client.coach.note}
        fault={faultOf(book.error, 'notes')}
        maxLength={2000}
        value={notes}
        onValue={setNotes}
      />
      {type && type.payment !== 'free' && <CreditsHint type={type} />}
    </Form>
  );
}
