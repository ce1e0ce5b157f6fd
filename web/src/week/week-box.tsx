import type { Piece } from './day-pieces.js';
import type { WeekItem } from './week-item.js';

interface WeekBoxProps {
  readonly piece: Piece;
  readonly isLifted: boolean;
  readonly onGrab: (event: PointerEvent, piece: Piece) => void;
  readonly onOpen: () => void;
}

/** A quarter of an hour is one line high: see week-grid.css. */
const LINE_MINUTES = 15;

/** An item on a day. It shows as many whole lines as fit. */
export function WeekBox({ piece, isLifted, onGrab, onOpen }: WeekBoxProps) {
  const { item, from, to, lane, lanes } = piece;
  const lines = Math.max(1, Math.floor((to - from) / LINE_MINUTES));
  const details = linesOf(item);
  const titleLines = item.isBehind ? 1 : Math.max(1, lines - details.length);
  return (
    <button
      type="button"
      class={[
        ...['week-box', item.tone],
        ...(item.isBehind ? ['behind'] : []),
        ...(item.isTentative ? ['tentative'] : []),
        ...(item.isMovable ? ['movable'] : []),
        ...(isLifted || item.isBusy ? ['lifted'] : []),
      ].join(' ')}
      style={{ '--from': from, '--to': to, '--lane': lane, '--lanes': lanes, '--title-lines': titleLines }}
      aria-busy={item.isBusy}
      onPointerDown={(event) => onGrab(event, piece)}
      onClick={onOpen}
    >
      {/* What is seen may be shortened; this is read out instead. */}
      <span class="hidden">{item.label}</span>
      <span aria-hidden="true" class={titleLines === 1 ? 'week-title' : 'week-title tall'}>
        {item.title}
      </span>
      {details.slice(0, lines - 1).map((detail) => (
        <span key={detail} aria-hidden="true" class="week-detail">
          {detail}
        </span>
      ))}
    </button>
  );
}

/** What waits for an answer says so as early as possible. */
function linesOf({ details, status, isTentative = false }: WeekItem): readonly string[] {
  if (status === null) return details;
  const [when, ...rest] = details;
  return isTentative && when !== undefined ? [when, status, ...rest] : [...details, status];
}
