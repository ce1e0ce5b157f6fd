import { useState } from 'preact/hooks';
import { useSession } from '../session/session.js';
import { useTexts } from '../texts/texts.js';
import { clockOf, dayOf, instantOf, minutesOf, minutesOfClock } from '../time/times.js';
import { Button } from '../ui/button.js';
import { Form } from '../ui/form.js';
import { useAction } from '../ui/use-action.js';
import { DayAndTime } from './day-and-time.js';

interface MoveFormProps {
  readonly at: Date;
  readonly move: (at: Date) => Promise<unknown>;
  readonly onMoved: () => void;
  readonly onClose: () => void;
}

/** A new day and time for a session: what dragging does, for the keyboard. */
export function MoveForm({ at, move, onMoved, onClose }: MoveFormProps) {
  const { coach, shell } = useTexts();
  const { zone } = useSession();
  const [day, setDay] = useState(dayOf(at, zone));
  const [time, setTime] = useState(clockOf(minutesOf(at, zone)));
  const action = useAction(async () => {
    await move(instantOf(day, minutesOfClock(time), zone));
    onMoved();
  });
  return (
    <Form action={action} button={coach.booking.move} others={<Button onClick={onClose}>{shell.back}</Button>}>
      <DayAndTime {...{ day, time, error: action.error }} onDay={setDay} onTime={setTime} />
    </Form>
  );
}
