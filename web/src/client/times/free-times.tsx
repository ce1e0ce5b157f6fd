import type { FreeTime } from '@vibe-coaching/client';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { api } from '../../session/api.js';
import { useSession } from '../../session/session.js';
import { useTexts } from '../../texts/texts.js';
import { addDays, dayOf, momentText, monthOf } from '../../time/times.js';
import { Button } from '../../ui/button.js';
import { Loaded } from '../../ui/loaded.js';
import { MonthGrid } from '../../ui/month-grid.js';
import { useLoad } from '../../ui/use-load.js';
import { grouped } from '../grouped.js';
import { DayTimes } from './day-times.js';
import './free-times.css';

interface FreeTimesProps {
  readonly coachId: number;
  /** What is to be booked; null: the coach's first session type. */
  readonly typeId: number | null;
  /** The zone of the coach's hours. */
  readonly coachZone: string | null;
  /** Rises when times may have been taken: they are read again. */
  readonly round?: number;
  /** The day to begin with; else the first with a free time. */
  readonly from?: string | undefined;
  /** The time that is chosen. */
  readonly chosen?: string | null;
  readonly onChoose: (time: FreeTime) => void;
}

/** The free times of a coach: the days of a month, and the times of a day, by the viewer's clock. */
export function FreeTimes({ coachId, typeId, coachZone, round = 0, from, chosen = null, onChoose }: FreeTimesProps) {
  const { client, words } = useTexts();
  const { zone } = useSession();
  const today = dayOf(new Date(), zone);
  const begin = from !== undefined && from > today ? from : today;
  const [month, setMonth] = useState(monthOf(begin));
  const [day, setDay] = useState<string | null>(null);
  const free = useLoad(
    (signal) =>
      api.timesListTimes({
        path: { coach_id: coachId },
        query: {
          from: month < today ? today : month,
          to: addDays(monthOf(month, 1), -1),
          time_zone: zone,
          ...(typeId !== null && { session_type_id: typeId }),
        },
        signal,
      }),
    [coachId, typeId, month, zone, round],
  );
  const times = useMemo(() => byDay(free.value?.times ?? [], zone), [free.value, zone]);
  const offers = new Map([...times].map(([of, { length }]) => [of, client.times.count(length)]));
  const ofMonth = [...times.keys()].filter((of) => monthOf(of) === month);
  const first = ofMonth.find((of) => of >= begin) ?? ofMonth[0] ?? null;
  useEffect(() => {
    if (day === null || !times.has(day)) setDay(first);
  }, [first]);
  const shown = day !== null && monthOf(day) === month ? (times.get(day) ?? []) : [];
  const next = free.value?.next_starts_at ?? null;
  // Begins with the month of the first free time; later months are the viewer's choice.
  const hasBegun = useRef(false);
  useEffect(() => {
    if (free.value === undefined || hasBegun.current) return;
    hasBegun.current = true;
    if (free.value.times.length === 0 && next !== null) setMonth(monthOf(dayOf(new Date(next), zone)));
  }, [free.value]);
  return (
    <div class="free-times">
      <MonthGrid
        label={client.times.label}
        month={month}
        today={today}
        chosen={day}
        offers={offers}
        onDay={setDay}
        onMonth={setMonth}
      />
      <Loaded of={free}>
        {({ times: found }) =>
          found.length > 0 && day !== null ? (
            <DayTimes day={day} times={shown} coachZone={coachZone} chosen={chosen} onChoose={onChoose} />
          ) : (
            !free.isLoading && (
              <div class="stack tight" role="status">
                <p>{client.times.none}</p>
                {next !== null && (
                  <div>
                    <Button onClick={() => setMonth(monthOf(dayOf(new Date(next), zone)))}>
                      {client.times.next(momentText(new Date(next), zone, words))}
                    </Button>
                  </div>
                )}
              </div>
            )
          )
        }
      </Loaded>
    </div>
  );
}

function byDay(times: readonly FreeTime[], zone: string): Map<string, FreeTime[]> {
  return grouped(times, ({ starts_at: at }) => dayOf(new Date(at), zone));
}
