import { inHours, type Person, TestApp } from '../support/app.js';
import { nextOf, walk } from '../support/pages.js';
import { expectFieldsRefused, expectRefusal } from '../support/refusals.js';
import { statementsOf } from '../support/statements.js';
import { UNPRICED } from '../support/payments.js';

interface Row {
  id: number;
  coach_id: number;
  client_id: number;
  scheduled_at: string | null;
  status: string;
  created_at: string;
}

describe('lists of bookings', () => {
  let app: TestApp;
  let [coach, other]: Person[] = [];
  let admin: Person;
  let clients: Person[];

  /** Session times: two whole days in UTC, their edges, equal times for two coaches, and no time. */
  const TIMES = [
    null,
    '2030-03-01T00:00:00.000Z',
    '2030-03-02T23:59:59.999Z',
    null,
    '2030-02-28T23:59:59.999Z',
    '2030-03-03T00:00:00.000Z',
    '2030-03-01T12:00:00.000Z',
    null,
    '2030-03-02T09:00:00.000Z',
    '2030-03-02T10:00:00.000Z',
  ];

  beforeAll(async () => {
    app = await TestApp.start();
    [coach, other, admin, clients] = await Promise.all([app.coach(), app.coach(), app.admin(), app.clients(3)]);
    // Alternates between the coaches, uses every status, and gives each three bookings one creation time.
    for (const [index, scheduledAt] of [...TIMES, ...TIMES].entries()) {
      await insert(index % 2 === 0 ? coach : other, clients[index % 3]!, index, scheduledAt ?? null);
    }
  });

  afterAll(() => app.stop());

  async function insert(of: Person, client: Person, index: number, scheduledAt: string | null): Promise<void> {
    const status =
      index < 10
        ? ['pending', 'confirmed'][Math.floor(index / 2) % 2]
        : ['completed', 'cancelled'][Math.floor(index / 2) % 2];
    await app.sql(
      `INSERT INTO bookings (coach_id, client_id, slot_number, scheduled_at, ends_at, status, created_at)
       VALUES ($1, $2, $3, $4::timestamptz, $4::timestamptz + interval '1 millisecond', $5, $6)`,
      [of.id, client.id, (index % 10) + 1, scheduledAt, status, `2026-01-01T00:00:0${Math.floor(index / 3)}Z`],
    );
  }

  const rowsOf = async (caller: Person, path: string): Promise<Row[]> => {
    const { status, body } = await caller.get(path);
    expect(status).toBe(200);
    return body as Row[];
  };

  const ids = (rows: readonly Row[]) => rows.map(({ id }) => id);

  /** The rows that the rule demands, in its order. Computed without our statements. */
  async function expected(keep: (row: Row) => boolean, order: (a: Row, b: Row) => number): Promise<number[]> {
    const rows = await app.sql<Row>('SELECT id, coach_id, client_id, scheduled_at, status, created_at FROM bookings');
    return ids(rows.filter(keep).sort(order));
  }

  const descending = (a: string | null, b: string | null) =>
    a === b ? 0 : a === null ? -1 : b === null ? 1 : a < b ? 1 : -1;
  const newest = (a: Row, b: Row) => descending(a.created_at, b.created_at) || b.id - a.id;
  const calendar = (a: Row, b: Row) => descending(a.scheduled_at, b.scheduled_at) || b.id - a.id;

  const lists = () =>
    [
      ['my-bookings of a client', clients[0]!, '/my-bookings', (row: Row) => row.client_id === clients[0]!.id, newest],
      ['my-bookings of a coach', coach!, '/my-bookings', (row: Row) => row.coach_id === coach!.id, newest],
      ['a coach’s own calendar', coach!, '/coach/bookings', (row: Row) => row.coach_id === coach!.id, calendar],
      ['all bookings', admin, '/admin/bookings', () => true, newest],
      [
        'a coach’s calendar for an admin',
        admin,
        `/admin/coaches/${other!.id}/bookings`,
        (row: Row) => row.coach_id === other!.id,
        calendar,
      ],
    ] as const;

  const NAMES = [
    'my-bookings of a client',
    'my-bookings of a coach',
    'a coach’s own calendar',
    'all bookings',
    'a coach’s calendar for an admin',
  ];
  const list = (name: string) => {
    const [, caller, path, keep, order] = lists().find(([known]) => known === name)!;
    return { caller, path: `/bookings${path}`, keep, order };
  };

  describe.each(NAMES)('%s', (name) => {
    it('has exactly the expected bookings in order; equal ones by id, highest first', async () => {
      const { caller, path, keep, order } = list(name);
      const rows = await rowsOf(caller, path);
      expect(ids(rows)).toEqual(await expected(keep, order));
      expect(rows.length).toBeGreaterThan(5);
    });

    it.each([1, 2, 3])('has the same rows in pages of %i as in one page', async (limit) => {
      const { caller, path } = list(name);
      const whole = await rowsOf(caller, path);
      const pages = await walk<Row>(caller, `${path}?limit=${limit}`);
      expect(pages.flat()).toEqual(whole);
      expect(pages.slice(0, -1).every((page) => page.length === limit)).toBe(true);
      expect(pages.at(-1)!.length).toBeGreaterThan(0);
    });

    it.each(['pending', 'confirmed', 'completed', 'cancelled'])('shows only those in status %s', async (status) => {
      const { caller, path, keep, order } = list(name);
      const wanted = await expected((row) => keep(row) && row.status === status, order);
      expect(ids(await rowsOf(caller, `${path}?status=${status}`))).toEqual(wanted);
    });

    it('shows those in any of the statuses that are named', async () => {
      const { caller, path, keep, order } = list(name);
      const wanted = await expected((row) => keep(row) && ['pending', 'cancelled'].includes(row.status), order);
      const query = 'status=pending&status=cancelled&status=pending';
      expect(ids(await rowsOf(caller, `${path}?${query}`))).toEqual(wanted);
      expect(ids((await walk<Row>(caller, `${path}?${query}&limit=2`)).flat())).toEqual(wanted);
    });

    it('counts the rows of all its pages when asked, with all filters and from any page', async () => {
      const { caller, path } = list(name);
      const total = async (query: string) => (await caller.get(`${path}?${query}`)).headers.get('x-total-count');
      for (const filter of ['', 'status=pending&status=confirmed', 'from=2030-03-02']) {
        const rows = await rowsOf(caller, `${path}?${filter}`);
        const { headers } = await caller.get(`${path}?${filter}&limit=1&count=true`);
        expect(headers.get('x-total-count')).toBe(String(rows.length));
        const next = nextOf(headers)!;
        expect((await caller.get(next)).headers.get('x-total-count')).toBe(String(rows.length));
      }
      expect([await total('count=false'), await total('')]).toEqual([null, null]);
    });

    it.each([
      ['from=2030-03-01&to=2030-03-02', '2030-03-01T00:00:00.000Z', '2030-03-03T00:00:00.000Z'],
      ['from=2030-03-02', '2030-03-02T00:00:00.000Z', '9999'],
      ['to=2030-03-01', '0000', '2030-03-02T00:00:00.000Z'],
      ['from=2030-03-01T12:00:00Z&to=2030-03-02T10:00:00Z', '2030-03-01T12:00:00.000Z', '2030-03-02T10:00:00.000Z'],
      ['from=2030-03-02T01:00:00%2B01:00', '2030-03-02T00:00:00.000Z', '9999'],
      ['from=2030-03-02T00:00:00Z&to=2030-03-02T00:00:00Z', '9', '0'],
      ['from=0001-01-01&to=9999-12-31', '0000', '9999'],
    ])('filtered by ?%s has the sessions from the start, inclusive, to the end, exclusive', async (query, from, to) => {
      const { caller, path, keep, order } = list(name);
      const within = ({ scheduled_at: at }: Row) => at !== null && at >= from && at < to;
      const wanted = await expected((row) => keep(row) && within(row), order);
      expect(ids(await rowsOf(caller, `${path}?${query}`))).toEqual(wanted);
      const pages = await walk<Row>(caller, `${path}?${query}&limit=1`);
      expect(ids(pages.flat())).toEqual(wanted);
    });

    it('gives the address of the next page with all filters, and none on the last', async () => {
      const { caller, path } = list(name);
      const first = await caller.get(`${path}?from=2030-01-01&to=2030-12-31T00:00:00%2B02:00&limit=1&other=a?b`);
      const next = new URL(nextOf(first.headers)!, 'http://localhost');
      expect(next.pathname).toBe(`/api/v1${path}`);
      expect(Object.fromEntries(next.searchParams)).toEqual({
        from: '2030-01-01',
        to: '2030-12-31T00:00:00+02:00',
        limit: '1',
        other: 'a?b',
        cursor: expect.any(String),
      });
      expect((await caller.get(path)).headers.get('link')).toBeNull();
    });

    it('needs as many statements for one row as for all', async () => {
      const { caller, path } = list(name);
      const [one, all] = [
        await statementsOf(app, () => caller.get(`${path}?limit=1`)),
        await statementsOf(app, () => caller.get(path)),
      ];
      // One more statement checks that the coach exists.
      const wanted = name.endsWith('for an admin') ? 2 : 1;
      expect([one.length, all.length]).toEqual([wanted, wanted]);
    });

    it.each([
      ['limit', 'limit=0'],
      ['limit', 'limit=501'],
      ['limit', 'limit=-1'],
      ['limit', 'limit=abc'],
      ['limit', 'limit=0x10'],
      ['limit', 'limit=1e2'],
      ['limit', 'limit=1.5'],
      ['limit', 'limit='],
      ['limit', 'limit=1&limit=2'],
      ['cursor', 'cursor=nonsense'],
      ['cursor', `cursor=${encoded('[]')}`],
      ['cursor', `cursor=${encoded('{"value":null,"id":1}')}`],
      ['cursor', `cursor=${encoded('[null,1]')}`],
      ['cursor', `cursor=${encoded('["2026-02-31T00:00:00Z",1]')}`],
      ['cursor', `cursor=${encoded('["2026-02-01T00:00:00Z","1"]')}`],
      ['cursor', `cursor=${encoded('["2026-02-01T00:00:00Z",2147483648]')}`],
      ['cursor', `cursor=${encoded('["2026-02-01T00:00:00Z",1.5]')}`],
      ['cursor', `cursor=${encoded('["2026-02-01T00:00:00Z",1]')}&cursor=x`],
      ['status', 'status='],
      ['status', 'status=PENDING'],
      ['status', 'status=pending&status='],
      ['status', 'status=pending&status=done'],
      ['from', 'from='],
      ['from', 'from=2026-02-31'],
      ['from', 'from=tomorrow'],
      ['from', 'from=2026-02-01T10:00:00'],
      ['from', 'from=2026-01-01&from=2026-01-02'],
      ['to', 'to=infinity'],
      ['to', 'to='],
      ['to', 'to=5'],
    ])('refuses a wrong %s: ?%s', async (field, query) => {
      const { caller, path } = list(name);
      expectFieldsRefused(await caller.get(`${path}?${query}`), field);
    });

    it('accepts limits from 1 to 500, and ignores unknown parameters', async () => {
      const { caller, path } = list(name);
      expect(await rowsOf(caller, `${path}?limit=1`)).toHaveLength(1);
      const whole = await rowsOf(caller, path);
      expect(await rowsOf(caller, `${path}?limit=500&order=id&page=3&page=4&unknown=`)).toEqual(whole);
    });
  });

  it('show an admin only the bookings of one coach, one client or both', async () => {
    const [of, client] = [coach!, clients[1]!];
    const [byCoach, byClient] = [(row: Row) => row.coach_id === of.id, (row: Row) => row.client_id === client.id];
    const path = '/bookings/admin/bookings';
    for (const [query, keep] of [
      [`coach_id=${of.id}`, byCoach],
      [`client_id=${client.id}`, byClient],
      [`coach_id=${of.id}&client_id=${client.id}`, (row: Row) => byCoach(row) && byClient(row)],
      [`coach_id=${client.id}`, () => false],
      ['coach_id=2000000000', () => false],
    ] as const) {
      expect(ids(await rowsOf(admin, `${path}?${query}`))).toEqual(await expected(keep, newest));
    }
    for (const field of ['coach_id', 'client_id']) {
      for (const value of ['', 'abc', '0', '-1', '2147483648', '1.5', `1&${field}=2`]) {
        expectFieldsRefused(await admin.get(`${path}?${field}=${value}`), field);
      }
    }
  });

  it('ignore the filters for admins when the caller is not an admin', async () => {
    const whole = await rowsOf(clients[0]!, '/bookings/my-bookings');
    expect(await rowsOf(clients[0]!, `/bookings/my-bookings?client_id=${clients[1]!.id}&coach_id=1`)).toEqual(whole);
  });

  it('name client and coach, and show every field of a booking', async () => {
    const [row] = await rowsOf(clients[0]!, '/bookings/my-bookings?status=pending&limit=1');
    const names = new Map([coach!, other!, ...clients].map(({ id, name }) => [id, name]));
    const twelveHoursBefore = new Date(Date.parse(row!.scheduled_at!) - 12 * 3_600_000).toISOString();
    expect(row).toEqual({
      id: expect.any(Number),
      coach_id: expect.any(Number),
      client_id: clients[0]!.id,
      slot_number: expect.any(Number),
      session_type_id: null,
      session_type_name: null,
      group_session_id: null,
      series_id: null,
      scheduled_at: row!.scheduled_at,
      ends_at: expect.stringMatching(/Z$/),
      status: 'pending',
      notes: null,
      cancelled_by: null,
      cancel_reason: null,
      is_late_cancellation: false,
      ...{ late_fee_waived_at: null, attendance: null, attendance_contested_at: null, attendance_decided_at: null },
      payment: UNPRICED,
      sequence: 0,
      actions: {
        can_confirm: false,
        can_complete: false,
        can_cancel: true,
        can_move: true,
        ...{ can_mark_attendance: false, can_contest_attendance: false, can_review: false },
        cancel_free_until: twelveHoursBefore,
        move_until: twelveHoursBefore,
      },
      created_at: expect.stringMatching(/Z$/),
      updated_at: expect.stringMatching(/Z$/),
      coach_name: names.get(row!.coach_id),
      client_name: clients[0]!.name,
    });
  });

  it('are open to their readers only', async () => {
    const [client, stranger] = [clients[0]!, await app.coach()];
    for (const path of ['my-bookings', 'coach/bookings', 'admin/bookings', `admin/coaches/${coach!.id}/bookings`]) {
      expectRefusal(await app.nobody.get(`/bookings/${path}`), 401, 'unauthenticated');
    }
    expectRefusal(await admin.get('/bookings/my-bookings'), 403, 'forbidden');
    expectRefusal(await client.get('/bookings/coach/bookings'), 403, 'forbidden');
    for (const caller of [client, coach!]) {
      expectRefusal(await caller.get('/bookings/admin/bookings'), 403, 'forbidden');
      expectRefusal(await caller.get(`/bookings/admin/coaches/${coach!.id}/bookings`), 403, 'forbidden');
    }
    expect(await rowsOf(stranger, '/bookings/my-bookings')).toEqual([]);
    expect(await rowsOf(stranger, '/bookings/coach/bookings')).toEqual([]);
    expect(await rowsOf(admin, '/bookings/coach/bookings')).toEqual([]);
  });

  it('are empty for an admin who was a coach', async () => {
    const [once, client] = await Promise.all([app.coach(), app.client()]);
    const id = await app.booked(client, once);
    await once.put(`/bookings/bookings/${id}`, { status: 'cancelled' });
    expect(ids(await rowsOf(once, '/bookings/coach/bookings'))).toEqual([id]);
    expect((await admin.put(`/admin/users/${once.id}`, { role: 'admin' })).status).toBe(200);
    expect(await rowsOf(once, '/bookings/coach/bookings')).toEqual([]);
    expectFieldsRefused(await once.get('/bookings/coach/bookings?status=x'), 'status');
  });

  it('are 404 for an unknown coach or another role, but are there for a deactivated coach', async () => {
    for (const id of [2_000_000_000, clients[0]!.id, admin.id, 0]) {
      expectRefusal(await admin.get(`/bookings/admin/coaches/${id}/bookings`), 404, 'coach-not-found');
    }
    const deactivated = await app.coach({ isActive: false });
    expect(await rowsOf(admin, `/bookings/admin/coaches/${deactivated.id}/bookings`)).toEqual([]);
    expectFieldsRefused(await admin.get('/bookings/admin/coaches/abc/bookings'), 'coach_id');
  });

  it('repeat no row and miss no old row while new bookings arrive between the pages', async () => {
    const busy = await app.coach();
    const [first, second] = clients;
    for (const slot of [1, 2, 3, 4]) await app.booked(first!, busy, slot, { scheduled_at: inHours(500 + slot) });
    const before = ids(await rowsOf(busy, '/bookings/my-bookings'));
    let slot = 5;
    const pages = await walk<Row>(busy, '/bookings/my-bookings?limit=1', () => app.booked(second!, busy, slot++));
    expect(ids(pages.flat())).toEqual(before);
    slot = 8;
    const seen = await walk<Row>(busy, '/bookings/coach/bookings?limit=2', () =>
      slot > 10 ? Promise.resolve() : app.booked(second!, busy, slot++, { scheduled_at: inHours(600 + slot) }),
    );
    expect(new Set(ids(seen.flat())).size).toBe(seen.flat().length);
    expect(ids(seen.flat())).toEqual(expect.arrayContaining(before));
  });
});

function encoded(json: string): string {
  return Buffer.from(json).toString('base64url');
}
