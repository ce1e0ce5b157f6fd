import { adapt, type Surroundings } from './adapt.js';
import { TABLES } from './tables.js';
import { day, instant, object, whole } from './values.js';

const NOW = new Date('2026-11-28T12:00:00Z');
const around: Surroundings = {
  now: NOW,
  people: new Map([
    [1, { isActive: true }],
    [2, { isActive: true }],
    [3, { isActive: false }],
  ]),
};
const booking = (more: object) =>
  adapt('bookings', TABLES['bookings']!, { id: 9, coach_id: 1, client_id: 2, slot_number: 4, ...more }, around);

describe('a row of the founding database', () => {
  it.each([
    ['pending', '2026-11-28T12:00:01', 'pending'],
    ['pending', '2026-11-28T12:00:00', 'cancelled'],
    ['pending', null, 'pending'],
    ['CONFIRMED', '2026-11-27T11:00:01', 'confirmed'],
    ['CONFIRMED', '2026-11-27T11:00:00', 'completed'],
    ['confirmed', null, 'confirmed'],
    ['completed', '2026-12-24T12:00:00', 'completed'],
    ['cancelled', '2026-12-24T12:00:00', 'cancelled'],
  ])('keeps, ends or completes a booking: %s at %s is %s', (status, scheduled_at, expected) => {
    expect(booking({ status, scheduled_at }).row).toMatchObject({ status: expected });
  });

  it('cancels an active booking of somebody inactive or left out, and no other', () => {
    expect(booking({ status: 'confirmed', client_id: 3 }).row).toMatchObject({
      status: 'cancelled',
      cancelled_by: 'system',
    });
    expect(booking({ status: 'confirmed', coach_id: 99 }).row).toMatchObject({ status: 'cancelled' });
    expect(booking({ status: 'completed', client_id: 3 }).row).toMatchObject({
      status: 'completed',
      cancelled_by: null,
    });
  });

  it.each(['pending', 'completed'])(
    'has no time when its session ends after the year 9999, and is kept: %s',
    (status) => {
      const { row, changes } = booking({ status, scheduled_at: '9999-12-31T23:59:59' });
      expect(row).toMatchObject({ status, scheduled_at: null, ends_at: null });
      expect(changes).toEqual(['scheduled_at left empty']);
      const last = booking({ status, scheduled_at: '9999-12-31T22:59:59' });
      expect(last).toMatchObject({ row: { ends_at: '9999-12-31T23:59:59.000Z' }, changes: [] });
    },
  );

  it('is left out without a value that must be there', () => {
    expect(booking({ status: 'booked' })).toMatchObject({ row: null, refusal: 'no usable status' });
    expect(booking({ status: 'pending', slot_number: 501 })).toMatchObject({ refusal: 'no usable slot_number' });
  });

  it('keeps an argon2id hash, and no other', () => {
    const user = (hashed_password: string) =>
      adapt('users', TABLES['users']!, { id: 1, email: 'a@example.com', role: 'coach', hashed_password }, around).row;
    const argon = '$argon2id$v=19$m=65536,t=3,p=4$c29tZXNhbHQ$RdescudvJCsgt3ub+b2dWRWJTmaaJObG';
    expect(user(argon)).toMatchObject({ password_hash: argon, is_verified: true, full_name: 'Unnamed' });
    for (const other of ['$2b$12$abc', 'secret', '']) expect(user(other)).toMatchObject({ password_hash: '' });
  });
});

describe('a value of the founding database', () => {
  it.each([
    ['2026-03-01T10:00:00', '2026-03-01T10:00:00.000Z'],
    ['2026-03-01T10:00:00.123456', '2026-03-01T10:00:00.123Z'],
    ['2026-03-01T10:00:00+02:00', '2026-03-01T08:00:00.000Z'],
    ['2026-03-01', '2026-03-01T00:00:00.000Z'],
    ['infinity', undefined],
    ['0000-01-01T00:00:00', undefined],
    ['9999-12-31T23:59:59-05:00', undefined],
    ['0001-01-01T00:00:00+05:00', undefined],
    [5, undefined],
  ])('is an instant, UTC without a zone: %s', (value, expected) => {
    expect(instant(value)).toBe(expected);
  });

  it.each([
    ['2024-02-29', '2024-02-29'],
    ['2024-02-29T23:59:59', '2024-02-29'],
    ['2023-02-30', undefined],
    ['2026-13-01', undefined],
    ['0000-00-00', undefined],
    ['0000-01-01', undefined],
    ['', undefined],
  ])('is a day: %s', (value, expected) => {
    expect(day(value)).toBe(expected);
  });

  it('is a number, an object or nothing', () => {
    expect([whole(0)('12.0'), whole(0)(-1), whole(0)('x'), whole(0)(Number.NaN)]).toEqual([12, ...Array(3)]);
    expect([object('{"a":1}'), object({ a: 1 }), object('[1]'), object('{')]).toEqual([
      { a: 1 },
      { a: 1 },
      ...Array(2),
    ]);
  });
});
