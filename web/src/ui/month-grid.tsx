import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { useTexts } from '../texts/texts.js';
import { addDays, dateText, mondayOf, monthOf, monthText } from '../time/times.js';
import { Button } from './button.js';
import './month-grid.css';

interface MonthGridProps {
  /** What the days are chosen for. */
  readonly label: string;
  /** The first day of the month that is shown. */
  readonly month: string;
  readonly today: string;
  readonly chosen: string | null;
  /** What a day has to offer, in words; days without any cannot be chosen. */
  readonly offers: ReadonlyMap<string, string>;
  readonly onDay: (day: string) => void;
  readonly onMonth: (month: string) => void;
}

const STEPS: Readonly<Record<string, (day: string) => string>> = {
  ArrowLeft: (day) => addDays(day, -1),
  ArrowRight: (day) => addDays(day, 1),
  ArrowUp: (day) => addDays(day, -7),
  ArrowDown: (day) => addDays(day, 7),
  Home: (day) => mondayOf(day),
  End: (day) => addDays(mondayOf(day), 6),
  PageUp: (day) => monthOf(day, -1),
  PageDown: (day) => monthOf(day, 1),
};

/** The days of a month. Arrow keys go from day to day, and on to the next month; days before today are out of reach. */
export function MonthGrid({ label, month, today, chosen, offers, onDay, onMonth }: MonthGridProps) {
  const { words, shell } = useTexts();
  const table = useRef<HTMLTableElement>(null);
  const [at, setAt] = useState<string | null>(null);
  const [hasMoved, setMoved] = useState(false);
  const weeks = weeksOf(month);
  const isShown = (day: string | null): day is string => day !== null && monthOf(day) === month;
  // The one day that the Tab key leads to.
  const reached = [at, chosen, today].find(isShown) ?? month;
  // Before the next key is read: whoever is quick presses Enter on the day that they went to.
  useLayoutEffect(() => {
    if (hasMoved) table.current?.querySelector<HTMLElement>('[tabindex="0"]')?.focus();
    setMoved(false);
  }, [hasMoved, reached]);
  const step = (event: KeyboardEvent) => {
    const to = STEPS[event.key]?.(reached);
    if (to === undefined) return;
    event.preventDefault();
    const day = to < today ? today : to;
    setAt(day);
    setMoved(true);
    if (!isShown(day)) onMonth(monthOf(day));
  };
  return (
    <div class="month-grid">
      <div class="row spread">
        <Button
          look="quiet"
          label={shell.monthBefore}
          disabled={month <= monthOf(today)}
          onClick={() => onMonth(monthOf(month, -1))}
        >
          ‹
        </Button>
        <h3 aria-live="polite">{monthText(month, words)}</h3>
        <Button look="quiet" label={shell.monthAfter} onClick={() => onMonth(monthOf(month, 1))}>
          ›
        </Button>
      </div>
      <table ref={table} role="grid" aria-label={`${label}, ${monthText(month, words)}`} onKeyDown={step}>
        <thead>
          <tr>
            {[1, 2, 3, 4, 5, 6, 0].map((weekday) => (
              <th key={weekday} scope="col">
                {words.weekdays[weekday]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeks.map((days) => (
            <tr key={days[0]}>
              {days.map((day) => (
                <td key={day} aria-selected={isShown(day) ? day === chosen : undefined}>
                  {isShown(day) && (
                    <button
                      type="button"
                      class={day === today ? 'today' : ''}
                      tabIndex={day === reached ? 0 : -1}
                      aria-disabled={!offers.has(day)}
                      aria-label={[dateText(day, words), offers.get(day)].filter(Boolean).join(', ')}
                      onFocus={() => setAt(day)}
                      onClick={() => {
                        if (offers.has(day)) onDay(day);
                      }}
                    >
                      {Number(day.slice(8))}
                    </button>
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function weeksOf(month: string): string[][] {
  const weeks: string[][] = [];
  const next = monthOf(month, 1);
  for (let monday = mondayOf(month); monday < next; monday = addDays(monday, 7)) {
    weeks.push([0, 1, 2, 3, 4, 5, 6].map((count) => addDays(monday, count)));
  }
  return weeks;
}
