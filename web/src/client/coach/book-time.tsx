import type { CoachWithSlots, FreeTime, SessionType } from '@vibe-coaching/client';
import { useState } from 'preact/hooks';
import { useTexts } from '../../texts/texts.js';
import { Button } from '../../ui/button.js';
import { Card } from '../../ui/card.js';
import { BookingPanel } from '../booking-panel/booking-panel.js';
import { FreeTimes } from '../times/free-times.js';
import { TypeChoice } from './type-choice.js';
import { WaitForTime } from './wait-for-time.js';

interface BookTimeProps {
  readonly coach: CoachWithSlots;
  readonly types: readonly SessionType[];
}

/** What to book, and when: the calendar of free times. A time that is chosen opens the booking panel. */
export function BookTime({ coach, types }: BookTimeProps) {
  const { client } = useTexts();
  // Sessions with several seats are booked below, where the coach announces them.
  const single = types.filter(({ capacity }) => capacity === 1);
  const [typeId, setTypeId] = useState<number | null>(single[0]?.id ?? null);
  const [chosen, setChosen] = useState<FreeTime | null>(null);
  const [isWaiting, setWaiting] = useState(false);
  const [round, setRound] = useState(0);
  const type = single.find(({ id }) => id === typeId) ?? null;
  return (
    <Card
      title={client.coach.bookTime}
      actions={<Button onClick={() => setWaiting(true)}>{client.coach.noTimeSuits}</Button>}
    >
      {single.length > 0 && <TypeChoice types={single} value={typeId} onValue={setTypeId} />}
      <FreeTimes
        coachId={coach.coach_id}
        typeId={typeId}
        coachZone={coach.time_zone}
        round={round}
        onChoose={setChosen}
      />
      {chosen && (
        <BookingPanel
          coach={coach}
          type={type}
          time={chosen}
          onClose={() => {
            setChosen(null);
            setRound((count) => count + 1);
          }}
        />
      )}
      {isWaiting && <WaitForTime coach={coach} type={type} onClose={() => setWaiting(false)} />}
    </Card>
  );
}
