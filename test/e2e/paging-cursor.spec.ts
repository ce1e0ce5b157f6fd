import { type Person, TestApp } from '../support/app.js';
import { nextOf, walk } from '../support/pages.js';

const encoded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

const BROKEN = [
  'x',
  '%00',
  '😀',
  '=',
  '..',
  'null',
  encoded(null),
  encoded([]),
  encoded({}),
  encoded(5),
  encoded([1, 2]),
  encoded(['a']),
  encoded(['a', 1, 2]),
  encoded(['2026-11-23T00:00:00Z', '5']),
  encoded(['2026-11-23T00:00:00Z', 1.5]),
  encoded(['2026-11-23T00:00:00Z', 1e20]),
  encoded(['2026-02-31T00:00:00Z', 5]),
  encoded(['infinity', 5]),
  encoded(['2026-11-23T00:00:00', 5]),
  encoded(["'; DROP TABLE users; --", 5]),
  encoded(['2026-11-23T00:00:00Z', null]),
  encoded([['2026'], 5]),
  encoded(['a\0b', 5]),
  'A'.repeat(5_000),
  Buffer.from([0xff, 0xfe]).toString('base64url'),
];

describe('cursors', () => {
  let app: TestApp;
  let admin: Person;
  let coach: Person;
  let clientId: number;

  beforeAll(async () => {
    app = await TestApp.start();
    const connected = await app.connected();
    [admin, coach, clientId] = [await app.admin(), connected.coach, connected.client.id];
  });

  afterAll(() => app.stop());

  it('that no list issued give 422 or an empty page, never a 500', async () => {
    const lists: [Person, string][] = [
      [admin, '/admin/users'],
      [admin, '/bookings/admin/bookings'],
      [coach, '/bookings/my-bookings'],
      [coach, '/bookings/coach/bookings'],
      [coach, '/bookings/coaches'],
      [coach, '/coach/clients'],
      [coach, `/coach/clients/${clientId}/workout-logs`],
      [coach, `/coach/clients/${clientId}/diet-logs`],
    ];
    const sound = [
      encoded(['2026-11-23T00:00:00Z', -5]),
      encoded(['9999-12-31', 0]),
      encoded([null, 5]),
      encoded(['Zoe', 5]),
    ];
    for (const [person, path] of lists) {
      for (const cursor of [...BROKEN, ...sound]) {
        const { status, body } = await person.get(`${path}?cursor=${encodeURIComponent(cursor)}`);
        expect({ path, cursor, fine: status === 200 || status === 422 }).toEqual({ path, cursor, fine: true });
        if (status === 422) expect(body.detail).toBe('Cursor must be one that this list gave in its Link header.');
      }
    }
  });

  it('that are empty mean the first page, and those sent twice give 422', async () => {
    const { status, body } = await admin.get('/admin/users?cursor=');
    expect([status, body]).toEqual([200, (await admin.get('/admin/users')).body]);
    for (const query of ['cursor=a&cursor=b', 'cursor=&cursor=']) {
      expect((await admin.get(`/admin/users?${query}`)).status).toBe(422);
    }
  });

  it('of one sort order are refused in another', async () => {
    for (const [index, client] of (await app.clients(2)).entries()) {
      await client.post('/bookings/book', { coach_id: coach.id, slot_number: index + 5 });
    }
    const orders: [Person, string, string][] = [
      [coach, '/bookings/my-bookings?limit=1', 'sort=scheduled_at'],
      [coach, '/bookings/my-bookings?limit=1&sort=scheduled_at', 'sort=created_at'],
      [coach, '/bookings/my-bookings?limit=1&when=upcoming&sort=scheduled_at', 'sort=scheduled_at'],
      [admin, '/admin/users?limit=1', 'sort=full_name'],
      [admin, '/admin/users?limit=1&sort=full_name', 'sort=created_at'],
    ];
    for (const [person, path, other] of orders) {
      const next = new URL(nextOf((await person.get(path)).headers)!, 'http://localhost');
      expect((await person.get(next.pathname.replace('/api/v1', '') + next.search)).status).toBe(200);
      const cursor = next.searchParams.get('cursor')!;
      const { status, body } = await person.get(`${path.split('?')[0]!}?${other}&cursor=${cursor}`);
      expect([path, status, body.detail]).toEqual([
        path,
        422,
        'Cursor must be one that this list gave in its Link header.',
      ]);
    }
  });

  it('do not matter for the count, which is exact up to ten thousand', async () => {
    const [client] = await app.clients(1);
    const write = (count: number) =>
      app.sql(
        `INSERT INTO workout_logs (user_id, workout_date, exercise_name)
         SELECT $1, '2026-11-01', 'Running' FROM generate_series(1, $2::integer)`,
        [client!.id, count],
      );
    const total = async () =>
      (await client!.get('/client/workout-logs?limit=1&count=true')).headers.get('x-total-count');
    expect(await total()).toBe('0');
    await write(10_000);
    expect(await total()).toBe('10000');
    await write(1);
    expect(await total()).toBe('10000+');
  });

  it('lead through all pages, and each Link keeps the other parameters', async () => {
    const { length } = (await admin.get('/admin/users?role=client')).body as unknown[];
    await app.clients(5);
    const seen: number[] = [];
    let path: string | undefined = '/api/v1/admin/users?role=client&limit=2&ignored=%C3%A9';
    while (path !== undefined) {
      const { status, headers, body } = await admin.get(path);
      expect(status).toBe(200);
      seen.push(...idsOf(body));
      path = /^<(\/api\/v1\/admin\/users\?role=client&limit=2&ignored=%C3%A9&cursor=[\w-]+)>; rel="next"$/.exec(
        headers.get('link') ?? '',
      )?.[1];
      expect(path === undefined).toBe(headers.get('link') === null);
    }
    const { body: all } = await admin.get('/admin/users?role=client');
    expect(seen).toEqual(idsOf(all));
    expect(seen).toHaveLength(length + 5);
  });

  it('divide a list into pages of two hundred rows by default, and only a longer list gets one', async () => {
    const [client] = await app.clients(1);
    const write = (count: number) =>
      app.sql(
        `INSERT INTO workout_logs (user_id, workout_date, exercise_name)
         SELECT $1, '2026-11-01', 'Running' FROM generate_series(1, $2::integer)`,
        [client!.id, count],
      );
    await write(200);
    const { headers, body } = await client!.get('/client/workout-logs');
    expect([body.length, headers.get('link')]).toEqual([200, null]);
    await write(1);
    const pages = await walk(client!, '/client/workout-logs');
    expect(pages.map((page) => page.length)).toEqual([200, 1]);
  });
});

const idsOf = (rows: { id: number }[]) => rows.map(({ id }) => id);
