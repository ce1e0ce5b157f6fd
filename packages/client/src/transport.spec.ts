import { addressOf } from './transport.js';

describe('the address of a request', () => {
  it.each([
    ['/bookings/{id}/move', { id: 7 }, undefined, '/bookings/7/move'],
    ['/calendars/{secret}.ics', { secret: 'a/b?c' }, {}, '/calendars/a%2Fb%3Fc.ics'],
    [
      '/bookings',
      undefined,
      { status: ['pending', 'confirmed'], limit: 5 },
      '/bookings?status=pending&status=confirmed&limit=5',
    ],
    ['/bookings', undefined, { from: '2027-01-01T09:00:00+01:00' }, '/bookings?from=2027-01-01T09%3A00%3A00%2B01%3A00'],
    ['/bookings', undefined, { q: undefined, cursor: null, available: false }, '/bookings?available=false'],
  ])('%s with %p and %p is %s', (url, path, query, address) => {
    expect(addressOf(url, path, query)).toBe(address);
  });
});
