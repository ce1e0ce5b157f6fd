import type { CoachWithSlots } from '@vibe-coaching/client';
import { useLocation } from 'preact-iso';
import { useState } from 'preact/hooks';
import { api } from '../../session/api.js';
import { useSession } from '../../session/session.js';
import { href } from '../../shell/href.js';
import { useTexts } from '../../texts/texts.js';
import { instantAt } from '../../time/times.js';
import { Button } from '../../ui/button.js';
import { Card } from '../../ui/card.js';
import { SelectField, TextArea, TextField } from '../../ui/field.js';
import { Form } from '../../ui/form.js';
import { faultOf, Refusal } from '../../ui/refusal.js';
import { useAction } from '../../ui/use-action.js';
import { bookAndPay } from '../booking-panel/book-and-pay.js';

interface BookSlotProps {
  readonly coach: CoachWithSlots;
  /** Called when a slot was refused: others may have taken it. */
  readonly onChanged: () => void;
}

/** For coaches without hours: a client takes one of their slots, and may wish for a time. */
export function BookSlot({ coach, onChanged }: BookSlotProps) {
  const { client } = useTexts();
  const { zone } = useSession();
  const { route } = useLocation();
  const texts = client.coach;
  const [slot, setSlot] = useState('');
  const [at, setAt] = useState('');
  const [notes, setNotes] = useState('');
  const book = useAction(async () => {
    const wanted = {
      coach_id: coach.coach_id,
      slot_number: Number(slot || coach.free_slots[0]),
      ...(at && { scheduled_at: instantAt(at, zone).toISOString() }),
      ...(notes.trim() && { notes: notes.trim() }),
    };
    try {
      await bookAndPay(wanted, route);
    } catch (error) {
      onChanged();
      throw error;
    }
  });
  if (coach.free_slots.length === 0) return <FullCoach coach={coach} />;
  return (
    <Card title={texts.bookSlot}>
      <p class="muted">{texts.slotHint(coach.available_slots, coach.total_slots)}</p>
      <Form action={book} button={texts.askForSlot}>
        <SelectField
          label={texts.slot}
          value={slot || String(coach.free_slots[0])}
          onValue={setSlot}
          options={coach.free_slots.map((number) => [String(number), texts.slotNumber(number)] as const)}
        />
        <TextField
          label={texts.wish}
          hint={texts.wishHint}
          fault={faultOf(book.error, 'scheduled_at')}
          type="datetime-local"
          value={at}
          onValue={setAt}
        />
        <TextArea label={texts.note} maxLength={2000} value={notes} onValue={setNotes} />
      </Form>
    </Card>
  );
}

function FullCoach({ coach }: { readonly coach: CoachWithSlots }) {
  const { client } = useTexts();
  const { route } = useLocation();
  const join = useAction(async () => {
    await api.waitlistJoin({ body: { coach_id: coach.coach_id } });
    route(href('/waitlist'));
  });
  return (
    <Card title={client.coach.bookSlot}>
      <p>{coach.total_slots === 0 ? client.coach.noSlots : client.coach.allTaken(coach.total_slots)}</p>
      {coach.total_slots > 0 && (
        <>
          <Refusal error={join.error} />
          <div>
            <Button look="main" isBusy={join.isBusy} onClick={() => void join.run()}>
              {client.coach.joinWaitlist}
            </Button>
          </div>
        </>
      )}
    </Card>
  );
}
