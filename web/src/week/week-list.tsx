import { useTexts } from '../texts/texts.js';
import { dayOf, dayText, timeOf } from '../time/times.js';
import { Badge } from '../ui/badge.js';
import { partOn, piecesOn } from './day-pieces.js';
import type { WeekProps } from './week-grid.js';
import './week-list.css';

/** The end of a day is `24:00`. */
const endOf = (end: Date, zone: string) => (timeOf(end, zone) === '00:00' ? '24:00' : timeOf(end, zone));

type WeekListProps = Omit<WeekProps, 'onEmpty' | 'onMove'>;

/** A week for small screens: one day below the other; of the current one what is over is folded. */
export function WeekList({ days, zone, now, items, open, onOpen }: WeekListProps) {
  const { words, coach } = useTexts();
  const today = dayOf(now, zone);
  const isOver = (day: string) => days.includes(today) && day < today;
  const over = days.filter(isOver);
  const show = (day: string) => {
    const pieces = piecesOn(day, items, zone);
    const hours = open.filter((span) => partOn(day, span, zone) !== null);
    return (
      <section key={day} aria-label={dayText(day, words)}>
        <div class="row spread">
          <h2 class={day === today ? 'today' : ''}>
            {dayText(day, words)}
            {day === today && ` · ${coach.week.today}`}
          </h2>
          <span class="muted small">
            {hours.map(({ start, end }) => `${timeOf(start, zone)}–${endOf(end, zone)}`).join(', ') ||
              coach.week.closed}
          </span>
        </div>
        <ol>
          {pieces.map(({ item }) => (
            <li key={item.key}>
              <button
                type="button"
                class={`week-line ${item.tone} ${item.isTentative ? 'tentative' : ''}`}
                onClick={() => onOpen(item)}
              >
                <span class="hidden">{item.label}</span>
                <span aria-hidden="true" class="week-line-text">
                  <strong>{item.title}</strong>
                  {item.details.map((detail) => (
                    <span key={detail}>{detail}</span>
                  ))}
                  {item.status !== null && <Badge tone={item.tone}>{item.status}</Badge>}
                </span>
              </button>
            </li>
          ))}
        </ol>
        {pieces.length === 0 && <p class="muted small">{coach.week.nothing}</p>}
      </section>
    );
  };
  return (
    <div class="week-list">
      {over.length > 0 && (
        <details>
          <summary>{coach.week.earlier}</summary>
          <div class="week-list">{over.map(show)}</div>
        </details>
      )}
      {days.filter((day) => !isOver(day)).map(show)}
    </div>
  );
}
