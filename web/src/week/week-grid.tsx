import { useId, useRef } from 'preact/hooks';
import { useTexts } from '../texts/texts.js';
import { clockOf, dayOf, dayText, minutesOf } from '../time/times.js';
import { hoursOf, type Part, partOn, type Piece, piecesOn } from './day-pieces.js';
import { type Drag, type Place, useDrag } from './use-drag.js';
import { WeekBox } from './week-box.js';
import type { Span, WeekItem } from './week-item.js';
import './week-grid.css';

export interface WeekProps {
  readonly days: readonly string[];
  readonly zone: string;
  readonly now: Date;
  readonly items: readonly WeekItem[];
  /** Hours in which sessions are offered. */
  readonly open: readonly Span[];
  readonly onOpen: (item: WeekItem) => void;
  /** Somebody pressed a place where nothing is. */
  readonly onEmpty: (place: Place) => void;
  readonly onMove: (item: WeekItem, to: Place) => void;
}

const HALF_HOUR = 30;

/** Seven days beside each other. Items are read day by day; they can be dragged. */
export function WeekGrid({ days, zone, now, items, open, onOpen, onEmpty, onMove }: WeekProps) {
  const grid = useRef<HTMLDivElement>(null);
  const pieces = days.map((day) => piecesOn(day, items, zone));
  const openParts = days.map((day) => open.flatMap((span) => partOn(day, span, zone) ?? []));
  const { first, last } = hoursOf([...pieces.flat().filter(({ item }) => !item.isBehind), ...openParts.flat()]);
  const locate = (x: number, y: number): Place | null => {
    const columns = [...(grid.current?.querySelectorAll('.week-column') ?? [])];
    const index = columns.findIndex((column) => {
      const { left, right } = column.getBoundingClientRect();
      return x >= left && x <= right;
    });
    const [column, day] = [columns[index], days[index]];
    if (column === undefined || day === undefined) return null;
    const { top, height } = column.getBoundingClientRect();
    return { day, minutes: first * 60 + ((y - top) / height) * (last - first) * 60 };
  };
  const drag = useDrag(locate, ({ item }, to) => onMove(item, to));
  const hours = Array.from({ length: last - first }, (_, index) => first + index);
  return (
    <div ref={grid} class="week" style={{ '--first': first * 60, '--hours': last - first }}>
      <div class="week-hours" aria-hidden="true">
        {hours.map((hour) => (
          <span key={hour} style={{ '--from': hour * 60 }}>
            {clockOf(hour * 60)}
          </span>
        ))}
      </div>
      {days.map((day, index) => (
        <Day
          key={day}
          day={day}
          now={dayOf(now, zone) === day ? minutesOf(now, zone) : null}
          pieces={pieces[index] ?? []}
          open={openParts[index] ?? []}
          drag={drag}
          onOpen={onOpen}
          onPress={(x, y) => {
            const place = locate(x, y);
            if (place !== null) onEmpty({ ...place, minutes: Math.floor(place.minutes / HALF_HOUR) * HALF_HOUR });
          }}
        />
      ))}
    </div>
  );
}

interface DayProps {
  readonly day: string;
  /** The minute that it is now, on today. */
  readonly now: number | null;
  readonly pieces: readonly Piece[];
  readonly open: readonly Part[];
  readonly drag: Drag;
  readonly onOpen: (item: WeekItem) => void;
  readonly onPress: (x: number, y: number) => void;
}

function Day({ day, now, pieces, open, drag, onOpen, onPress }: DayProps) {
  const { words, coach } = useTexts();
  const id = useId();
  const { moving } = drag;
  return (
    <section class={now === null ? 'week-day' : 'week-day today'} aria-labelledby={id}>
      <h2 id={id}>
        {dayText(day, words)}
        {now !== null && <span class="hidden"> ({coach.week.today})</span>}
      </h2>
      {/* With a keyboard the buttons above the week do the same. */}
      <div
        class="week-column"
        onClick={(event) => {
          const isEmpty = event.target instanceof Element && event.target.closest('button') === null;
          if (isEmpty && !drag.ownsClick()) onPress(event.clientX, event.clientY);
        }}
      >
        {open.map(({ from, to }) => (
          <div key={from} class="week-open" style={{ '--from': from, '--to': to }} />
        ))}
        <ol>
          {pieces.map((piece) => (
            <li key={piece.item.key}>
              <WeekBox
                piece={piece}
                isLifted={moving?.piece.item.key === piece.item.key}
                onGrab={drag.grab}
                onOpen={() => {
                  if (!drag.ownsClick()) onOpen(piece.item);
                }}
              />
            </li>
          ))}
        </ol>
        {moving?.to.day === day && <Ghost piece={moving.piece} at={moving.to.minutes} />}
        {now !== null && <div class="week-now" aria-hidden="true" style={{ '--from': now }} />}
      </div>
    </section>
  );
}

/** Where the dragged item would be. */
function Ghost({ piece: { item, from, to }, at }: { readonly piece: Piece; readonly at: number }) {
  return (
    <div class={`week-box ghost ${item.tone}`} aria-hidden="true" style={{ '--from': at, '--to': at + to - from }}>
      <span class="week-title">{clockOf(at)}</span>
    </div>
  );
}
