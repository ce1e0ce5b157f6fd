import type { Range } from '../../availability/domain/schedule.js';

/** A session that moves, with the time that its coach keeps free around it. */
export interface Moving {
  readonly from: Range;
  readonly to: Range;
}

const overlap = (a: Range, b: Range) => a.start < b.end && b.start < a.end;

/** Those whose new times overlap: both would be at one time. */
export const colliding = <Move extends Moving>(moves: readonly Move[]): Move[] =>
  moves.filter((move) => moves.some((other) => other !== move && overlap(move.to, other.to)));

/**
 * Puts moves in waves: each wave only goes to times that no session of the same or a later wave still has. PostgreSQL looks for overlaps at each
 * row that it writes, so sessions that move onto each other's times cannot all be written at once. Null when they move in a circle.
 */
export function wavesOf<Move extends Moving>(moves: readonly Move[]): Move[][] | null {
  const waves: Move[][] = [];
  let waiting = moves;
  while (waiting.length > 0) {
    const there = waiting;
    const isBlocked = (move: Move) => there.some((other) => other !== move && overlap(move.to, other.from));
    const wave = there.filter((move) => !isBlocked(move));
    if (wave.length === 0) return null;
    waves.push(wave);
    waiting = there.filter(isBlocked);
  }
  return waves;
}
