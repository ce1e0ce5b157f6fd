import { useEffect, useRef, useState } from 'preact/hooks';
import type { Piece } from './day-pieces.js';

/** Where a dragged item would begin. */
export interface Place {
  readonly day: string;
  readonly minutes: number;
}

interface Grab {
  readonly piece: Piece;
  readonly at: Place;
  readonly x: number;
  readonly y: number;
  /** Minutes between the start of the item and the pointer. */
  readonly offset: number;
}

/** Finds the day and the minute below a point of the window. */
export type Locate = (x: number, y: number) => Place | null;

export interface Drag {
  /** What is dragged, and where it would begin. */
  readonly moving: { readonly piece: Piece; readonly to: Place } | null;
  /** Takes hold of a piece: only a mouse or a pen drags, since a finger scrolls. */
  readonly grab: (event: PointerEvent, piece: Piece) => void;
  /** Whether the click that follows belongs to a drag. */
  readonly ownsClick: () => boolean;
}

const STEP = 15;
const DAY_MINUTES = 1440;
/** A hand shakes: less than so many pixels is a press. */
const SLACK = 5;

/** Drags items with a pointer, in steps of a quarter of an hour; Escape lets go. */
export function useDrag(locate: Locate, onMove: (piece: Piece, to: Place) => void): Drag {
  const [moving, setMoving] = useState<Drag['moving']>(null);
  const endedAt = useRef(0);
  const stop = useRef<(() => void) | undefined>(undefined);
  const current = useRef({ locate, onMove });
  current.current = { locate, onMove };
  useEffect(() => () => stop.current?.(), []);

  /** Listens from the press on: a quick press is over before the next rendering. */
  const hold = ({ piece, at, x, y, offset }: Grab) => {
    const listening = new AbortController();
    let target: Place | null = null;
    const follow = (event: PointerEvent) => {
      if (target === null && Math.hypot(event.clientX - x, event.clientY - y) < SLACK) return;
      const place = current.current.locate(event.clientX, event.clientY);
      if (place === null) return;
      const minutes = Math.round((place.minutes - offset) / STEP) * STEP;
      const next = { day: place.day, minutes: Math.min(Math.max(minutes, 0), DAY_MINUTES - STEP) };
      if (target?.day === next.day && target.minutes === next.minutes) return;
      target = next;
      setMoving({ piece, to: next });
    };
    const letGo = () => {
      listening.abort();
      setMoving(null);
    };
    const drop = (event: PointerEvent) => {
      if (target !== null) endedAt.current = event.timeStamp;
      letGo();
      if (target !== null && (target.day !== at.day || target.minutes !== at.minutes))
        current.current.onMove(piece, target);
    };
    const escape = (event: KeyboardEvent) => {
      if (event.key === 'Escape') letGo();
    };
    stop.current?.();
    stop.current = () => listening.abort();
    const { signal } = listening;
    addEventListener('pointermove', follow, { signal });
    addEventListener('pointerup', drop, { signal });
    addEventListener('pointercancel', letGo, { signal });
    addEventListener('keydown', escape, { signal });
  };

  return {
    moving,
    grab: (event, piece) => {
      const at = locate(event.clientX, event.clientY);
      if (!piece.item.isMovable || event.button !== 0 || event.pointerType === 'touch' || at === null) return;
      // The text of the box is not to be selected.
      event.preventDefault();
      if (event.currentTarget instanceof HTMLElement) event.currentTarget.focus();
      const start = { day: at.day, minutes: piece.from };
      hold({ piece, at: start, x: event.clientX, y: event.clientY, offset: at.minutes - piece.from });
    },
    ownsClick: () => performance.now() - endedAt.current < 100 && endedAt.current > 0,
  };
}
