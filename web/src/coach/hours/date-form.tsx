import type { ScheduleDate } from '@vibe-coaching/client';
import { useState } from 'preact/hooks';
import { api } from '../../session/api.js';
import { useTexts } from '../../texts/texts.js';
import { TextField } from '../../ui/field.js';
import { Form } from '../../ui/form.js';
import { faultOf } from '../../ui/refusal.js';
import { useAction } from '../../ui/use-action.js';
import { RangesField } from './ranges-field.js';

interface DateFormProps {
  readonly date: ScheduleDate;
  readonly onSaved: () => void;
}

/** The hours of one day instead of those of its weekday; none close it. */
export function DateForm({ date, onSaved }: DateFormProps) {
  const { coach, shell } = useTexts();
  const [day, setDay] = useState(date.date);
  const [hours, setHours] = useState(date.hours);
  const [note, setNote] = useState(date.note ?? '');
  const save = useAction(async () => {
    await api.scheduleWriteDate({ path: { date: day }, body: { hours, note: note || null } });
    onSaved();
  });
  return (
    <Form action={save} button={shell.save}>
      <TextField type="date" label={coach.booking.day} required value={day} onValue={setDay} />
      <RangesField name={coach.hours.ofThisDay} ranges={hours} onRanges={setHours} />
      <p class="muted small">{coach.hours.dateHint}</p>
      <TextField
        label={`${coach.booking.note} (${shell.optional})`}
        hint={coach.week.noteHint}
        fault={faultOf(save.error, 'note')}
        maxLength={500}
        value={note}
        onValue={setNote}
      />
    </Form>
  );
}
