import fc from 'fast-check';
import { Calendar, freeTimes, reasonsAt } from '../../src/availability/domain/free-times.js';
import { hasHours } from '../../src/availability/domain/schedule.js';
import { Oracle, QUARTER } from './oracle.js';
import { worlds } from './worlds.js';

/** Compares the free times of so many worlds around clock changes with those of a slow oracle on another library. */
export function compareTimes(numRuns: number): void {
  fc.assert(
    fc.property(worlds, ({ zone, situation, from, to }) => {
      fc.pre(hasHours(situation.schedule));
      const calendar = new Calendar(situation, from, to);
      expect(freeTimes(calendar, from, to)).toEqual(new Oracle(zone, situation, from, to).free());
    }),
    { numRuns },
  );
}

/** The same for all reasons at one instant of each world. */
export function compareReasons(numRuns: number): void {
  fc.assert(
    fc.property(worlds, fc.nat(), ({ zone, situation, from, to }, at) => {
      fc.pre(hasHours(situation.schedule));
      const start = from + ((at * QUARTER) % (to - from));
      const reasons = reasonsAt(new Calendar(situation, start, start + 1), start);
      expect(reasons).toEqual(new Oracle(zone, situation, start, start + 1).reasons(start));
    }),
    { numRuns },
  );
}
