import { retryAfterOf } from '../../outgoing/domain/retry-after.js';
import { nextTry } from './tries.js';

const at = new Date('2026-11-28T12:00:00Z');
const seconds = (next: Date | null) => next && (next.getTime() - at.getTime()) / 1000;
const after = (attempts: number, chance = 0.5, retryAfter: Date | null = null) =>
  seconds(nextTry({ attempts, at, retryAfter }, chance));

describe('the next try of a webhook', () => {
  it('comes after growing pauses, and after the tenth try not at all', () => {
    const pauses = Array.from({ length: 10 }, (_, index) => after(index + 1));
    const hours = [2, 5, 10, 14, 20, 24].map((count) => count * 3600);
    expect(pauses).toEqual([5, 300, 1800, ...hours, null]);
  });

  it('comes up to a tenth earlier or later', () => {
    expect([after(2, 0), after(2, 1)]).toEqual([270, 330]);
  });

  it('waits as long as the receiver asks, but no longer than a day', () => {
    const asked = (offset: number) => new Date(at.getTime() + offset * 1000);
    expect(after(1, 0.5, asked(60))).toBe(60);
    expect(after(2, 0.5, asked(60))).toBe(300);
    expect(after(1, 0.5, asked(500_000))).toBe(86_400);
  });

  it.each([
    ['120', '2026-11-28T12:02:00.000Z'],
    ['Sat, 28 Nov 2026 12:10:00 GMT', '2026-11-28T12:10:00.000Z'],
    ['soon', null],
    [undefined, null],
  ])('reads Retry-After: %s', (header, expected) => {
    expect(retryAfterOf(header, at)?.toISOString() ?? null).toBe(expected);
  });
});
