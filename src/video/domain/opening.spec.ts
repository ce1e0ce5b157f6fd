import { openingOf, stateAt } from './opening.js';

const opening = openingOf(new Date('2027-01-12T09:00:00Z'), new Date('2027-01-12T10:00:00Z'));

describe('the room of a session', () => {
  it('is open from a quarter of an hour before it until half an hour after its end', () => {
    expect(opening).toEqual({
      opensAt: new Date('2027-01-12T08:45:00Z'),
      closesAt: new Date('2027-01-12T10:30:00Z'),
    });
  });

  it.each([
    ['2027-01-12T08:44:59.999Z', 'early'],
    ['2027-01-12T08:45:00.000Z', 'open'],
    ['2027-01-12T10:29:59.999Z', 'open'],
    ['2027-01-12T10:30:00.000Z', 'over'],
  ])('at %s: %s', (now, state) => {
    expect(stateAt(opening, new Date(now))).toBe(state);
  });
});
