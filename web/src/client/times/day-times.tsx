import type { FreeTime } from '@vibe-coaching/client';
import { useSession } from '../../session/session.js';
import { useTexts } from '../../texts/texts.js';
import { dateText, dayOf, dayText, minutesOf, showOtherTimes, timeOf, zoneText } from '../../time/times.js';
import { Button } from '../../ui/button.js';
import { grouped } from '../grouped.js';

interface DayTimesProps {
  readonly day: string;
  readonly times: readonly FreeTime[];
  readonly coachZone: string | null;
  readonly chosen: string | null;
  readonly onChoose: (time: FreeTime) => void;
}

/** The free times of a day, in parts; with the coach's own time where their clock shows another one. */
export function DayTimes({ day, times, coachZone, chosen, onChoose }: DayTimesProps) {
  const { client, words } = useTexts();
  const { zone } = useSession();
  const parts = grouped(times, ({ starts_at: at }) => partOf(minutesOf(new Date(at), zone)));
  const first = times[0];
  const isElsewhere =
    first !== undefined && coachZone !== null && showOtherTimes(new Date(first.starts_at), zone, coachZone);
  return (
    <div class="stack">
      <h3>{dateText(day, words)}</h3>
      {isElsewhere && (
        <p class="small muted">{client.times.elsewhere(zoneText(new Date(first.starts_at), coachZone))}</p>
      )}
      {[...parts].map(([part, found]) => (
        <section key={part} class="stack tight" aria-label={client.times.parts[part]}>
          <p class="small muted">{client.times.parts[part]}</p>
          <ul class="day-times">
            {found.map((time) => {
              const at = new Date(time.starts_at);
              const there = isElsewhere ? thereText(at, zone, coachZone) : null;
              return (
                <li key={time.starts_at}>
                  <Button pressed={chosen === time.starts_at} onClick={() => onChoose(time)}>
                    <span>
                      <span class="hidden">{client.times.choose(dateText(day, words))} </span>
                      {timeOf(at, zone)}
                      {there !== null && (
                        <span class="there small muted">
                          {there.day !== null && `${dayText(there.day, words)} `}
                          {there.time}
                        </span>
                      )}
                    </span>
                  </Button>
                </li>
              );
            })}
          </ul>
        </section>
      ))}
    </div>
  );
}

const partOf = (minutes: number) => (minutes < 12 * 60 ? 'morning' : minutes < 17 * 60 ? 'afternoon' : 'evening');

/** The coach's time, with its day where it is another one. */
function thereText(at: Date, zone: string, coachZone: string) {
  const day = dayOf(at, coachZone);
  return { day: day === dayOf(at, zone) ? null : day, time: timeOf(at, coachZone) };
}
