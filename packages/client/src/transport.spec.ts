import { addressOf, transport } from './transport.js';

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

describe('the body of an answer', () => {
  const answered = async (body: string | Uint8Array<ArrayBuffer> | null, type?: string) => {
    const send = () =>
      Promise.resolve(new Response(body, { headers: type === undefined ? {} : { 'Content-Type': type } }));
    const client = transport({ baseUrl: 'http://localhost', send, token: () => Promise.resolve(undefined) });
    return (await client.get<{ 200: unknown }, unknown>({ url: '/' })).data;
  };

  it('is JSON or text where the server says so', async () => {
    expect(await answered('{"a":1}', 'application/json; charset=utf-8')).toEqual({ a: 1 });
    expect(await answered('BEGIN:VCALENDAR', 'text/calendar; charset=utf-8')).toBe('BEGIN:VCALENDAR');
    expect(await answered(null)).toBeUndefined();
  });

  it('is else a file, byte for byte', async () => {
    const bytes = new Uint8Array([0x50, 0x4b, 0xff, 0x00, 0xc3]);
    const file = (await answered(bytes, 'application/zip')) as Blob;
    expect(new Uint8Array(await file.arrayBuffer())).toEqual(bytes);
  });
});
