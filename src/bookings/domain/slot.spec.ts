import { sessionEnd, TOTAL_SLOTS } from './slot.js';

describe('a session', () => {
  it.each([
    ['2026-11-24T09:00:00.000Z', '2026-11-24T10:00:00.000Z'],
    ['2026-12-31T23:30:00.001Z', '2027-01-01T00:30:00.001Z'],
    ['2026-03-29T00:30:00.000Z', '2026-03-29T01:30:00.000Z'],
  ])('that starts at %s ends at %s', (start, end) => {
    expect(sessionEnd(new Date(start)).toISOString()).toBe(end);
  });
});

describe('a coach', () => {
  it('has ten slots', () => {
    expect(TOTAL_SLOTS).toBe(10);
  });
});
