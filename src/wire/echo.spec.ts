import { refuseFixed, withoutEcho } from './echo.js';

const ECHO = { computed: ['updated_at'], fixed: ['id', 'at', 'notes', 'more'] };
const CURRENT = { id: 5, at: '2027-01-12T09:00:00.000Z', notes: null, more: { a: 1, b: [2] }, updated_at: 'now' };

describe('a body without its repeated fields', () => {
  it.each([
    ['the whole answer', CURRENT],
    ['a computed value of before', { updated_at: 'before' }],
    ['an instant with another offset', { at: '2027-01-12T10:00:00+01:00' }],
    ['an empty text for null', { notes: '' }],
    ['an object in another order', { more: { b: [2], a: 1 } }],
  ])('loses %s', (_, body) => {
    expect(withoutEcho(body, CURRENT, ECHO)).toEqual({});
  });

  it.each([
    ['another id', { id: 6 }],
    ['the id as text', { id: '5' }],
    ['another instant', { at: '2027-01-12T09:00:00.001Z' }],
    ['no instant', { at: null }],
    ['a key that the answer lacks', { other: 5 }],
    ['a key that every object inherits', { toString: 1, valueOf: null }],
    ['an object that differs within', { more: { a: 1, b: [3] } }],
  ])('keeps %s', (_, body) => {
    expect(withoutEcho(body, CURRENT, ECHO)).toEqual(body);
  });
});

describe('a field that cannot change', () => {
  it('is refused by name', () => {
    expect(() => refuseFixed({ id: 6, status: 'x', at: null }, ECHO)).toThrow(
      'Id cannot be changed here; at cannot be changed here.',
    );
  });

  it('does not matter when the body lacks it', () => {
    expect(() => refuseFixed({ status: 'x' }, ECHO)).not.toThrow();
  });
});
