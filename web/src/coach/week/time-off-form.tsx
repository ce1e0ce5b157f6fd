import type { BookingWithDetails } from '@vibe-coaching/client';
import { useState } from 'preact/hooks';
import { api } from '../../session/api.js';
import { useSession } from '../../session/session.js';
import { href } from '../../shell/href.js';
import { useTexts } from '../../texts/texts.js';
import { clockOf, instantOf, minutesOfClock } from '../../time/times.js';
import { Button } from '../../ui/button.js';
import { CheckField } from '../../ui/check-field.js';
import { TextField } from '../../ui/field.js';
import { Form } from '../../ui/form.js';
import { Notice } from '../../ui/notice.js';
import { faultOf } from '../../ui/refusal.js';
import { useAction } from '../../ui/use-action.js';
import { When } from '../../ui/when.js';
import type { NewFormProps } from './new-entry-dialog.js';

/** Takes time off: whole days, or hours. Bookings in it stay, so they are named. */
export function TimeOffForm({ wanted, onMade }: NewFormProps) {
  const { coach, shell } = useTexts();
  const { zone } = useSession();
  const [isWhole, setWhole] = useState(wanted.minutes === null);
  const begin = wanted.minutes ?? 9 * 60;
  const [from, setFrom] = useState({ day: wanted.day, time: clockOf(begin) });
  const [to, setTo] = useState({ day: wanted.day, time: clockOf(Math.min(begin + 60, 1439)) });
  const [note, setNote] = useState('');
  const [affected, setAffected] = useState<readonly BookingWithDetails[]>([]);
  // The end stays behind the beginning.
  const begins = (next: typeof from) => {
    setFrom(next);
    const day = next.day > to.day ? next.day : to.day;
    const isBehind = day > next.day || to.time > next.time;
    setTo({ day, time: isBehind ? to.time : clockOf(Math.min(minutesOfClock(next.time) + 60, 1439)) });
  };
  const moment = ({ day, time }: typeof from) => instantOf(day, minutesOfClock(time), zone).toISOString();
  const action = useAction(async () => {
    const span = isWhole ? { from: from.day, to: to.day } : { starts_at: moment(from), ends_at: moment(to) };
    const made = await api.coachTimeOffCreate({ body: { ...span, ...(note && { note }) } });
    if (made.affected_bookings.length === 0) onMade(from.day);
    else setAffected(made.affected_bookings);
  });
  if (affected.length > 0) return <Affected bookings={affected} onDone={() => onMade(from.day)} />;
  const fields = [
    { name: 'from', text: coach.week.firstDay, clock: coach.week.fromTime, value: from, set: begins },
    { name: 'to', text: coach.week.lastDay, clock: coach.week.toTime, value: to, set: setTo },
  ] as const;
  return (
    <Form action={action} button={coach.week.takeOff}>
      <CheckField label={coach.week.wholeDays} checked={isWhole} onValue={setWhole} />
      {fields.map(({ name, text, clock, value, set }) => (
        <div key={name} class="fields">
          <TextField
            type="date"
            label={text}
            required
            fault={faultOf(action.error, name) ?? faultOf(action.error, name === 'to' ? 'ends_at' : 'starts_at')}
            value={value.day}
            onValue={(day) => set({ ...value, day })}
          />
          {!isWhole && (
            <TextField
              type="time"
              label={clock}
              required
              value={value.time}
              onValue={(time) => set({ ...value, time })}
            />
          )}
        </div>
      ))}
      <TextField
        label={`${coach.booking.note} (${shell.optional})`}
        hint={coach.week.noteHint}
        maxLength={500}
        value={note}
        onValue={setNote}
      />
    </Form>
  );
}

interface AffectedProps {
  readonly bookings: readonly BookingWithDetails[];
  readonly onDone: () => void;
}

/** Bookings at a time that is off now. */
function Affected({ bookings, onDone }: AffectedProps) {
  const { coach, shell } = useTexts();
  return (
    <>
      <Notice tone="wait">{coach.week.affected(bookings.length)}</Notice>
      <ul class="stack tight">
        {bookings.map(({ id, client_name, scheduled_at }) => (
          <li key={id}>
            <a href={href(`/bookings/${id}`)}>{client_name}</a> {scheduled_at && <When at={scheduled_at} />}
          </li>
        ))}
      </ul>
      <div>
        <Button onClick={onDone}>{shell.close}</Button>
      </div>
    </>
  );
}
