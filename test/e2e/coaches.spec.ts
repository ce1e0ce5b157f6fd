import { type Person, TestApp } from '../support/app.js';
import { nextOf, walk } from '../support/pages.js';
import { expectFieldsRefused, expectRefusal } from '../support/refusals.js';
import { statementsOf } from '../support/statements.js';

interface Row {
  coach_id: number;
  coach_name: string;
  available_slots: number;
  booked_slots: number;
}

describe('the list of coaches', () => {
  let app: TestApp;
  let client: Person;

  const COACHES = [
    { fullName: 'zoe Adams', strengths: 'Strength Training', specialties: 'Powerlifting, Olympic Lifts' },
    { fullName: 'Ben Cole', strengths: '100% effort', specialties: 'Weight_Loss' },
    { fullName: 'BEN COLE', strengths: null, specialties: null, experience: '8 years' },
    { fullName: 'ben cole', strengths: 'Cardio', specialties: 'HIIT' },
    { fullName: 'Émile Durand', strengths: 'Yoga', specialties: 'Flexibility; “balance”' },
    { fullName: 'Anna 100 Percent', strengths: 'power', specialties: 'WeightXLoss' },
  ];

  beforeAll(async () => {
    app = await TestApp.start();
    client = await app.client();
    for (const coach of COACHES) await app.coach(coach);
    await app.coach({ fullName: 'Inactive', isActive: false });
  });

  afterAll(() => app.stop());

  const list = async (query = ''): Promise<Row[]> => {
    const { status, body } = await client.get(`/bookings/coaches${query}`);
    expect(status).toBe(200);
    return body as Row[];
  };

  const names = (rows: readonly Row[]) => rows.map(({ coach_name }) => coach_name);
  const find = async (parameter: string, text: string) =>
    names(await list(`?${parameter}=${encodeURIComponent(text)}`)).sort();

  it('shows all active coaches by name without regard to case, equal names by id', async () => {
    const rows = await list();
    expect(names(rows)).toEqual(['Anna 100 Percent', 'Ben Cole', 'BEN COLE', 'ben cole', 'Émile Durand', 'zoe Adams']);
    const bens = rows.slice(1, 4).map(({ coach_id }) => coach_id);
    expect(bens).toEqual([...bens].sort((a, b) => a - b));
  });

  it('shows strengths, free slots and every other documented field, and nothing private', async () => {
    const [row] = await list('?q=zoe');
    expect(row).toEqual({
      coach_id: expect.any(Number),
      coach_name: 'zoe Adams',
      strengths: 'Strength Training',
      specialties: 'Powerlifting, Olympic Lifts',
      experience: null,
      available_slots: 10,
      total_slots: 10,
      booked_slots: 0,
      rating_average: null,
      rating_count: 0,
    });
    const free_slots = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
    const unsaid = {
      certifications: null,
      qualifications: null,
      competitions: null,
      track_record: null,
      time_zone: null,
    };
    expect((await client.get(`/bookings/coaches/${row!.coach_id}`)).body).toEqual({ ...row, ...unsaid, free_slots });
  });

  it('is open to clients, coaches and admins, and closed without a login', async () => {
    const rows = await list();
    const path = `/bookings/coaches/${rows[0]!.coach_id}`;
    const other = await app.coach({ fullName: 'Another' });
    for (const reader of [client, other, await app.admin()]) {
      expect((await reader.get('/bookings/coaches')).body).toHaveLength(rows.length + 1);
      expect((await reader.get(path)).body).toMatchObject(rows[0]!);
    }
    expectRefusal(await app.nobody.get('/bookings/coaches'), 401, 'unauthenticated');
    expectRefusal(await app.nobody.get(path), 401, 'unauthenticated');
    await app.sql('UPDATE users SET is_active = false WHERE id = $1', [other.id]);
  });

  it('answers 404 for an id that is unknown, not a coach’s, or deactivated', async () => {
    const deactivated = await app.coach({ isActive: false });
    for (const id of [2_000_000_000, 2_147_483_648, 0, client.id, (await app.admin()).id, deactivated.id]) {
      const answer = await client.get(`/bookings/coaches/${id}`);
      expectRefusal(answer, 404, 'coach-not-found');
      expect(answer.body.detail).toBe('Coach not found');
    }
    expectFieldsRefused(await client.get('/bookings/coaches/abc'), 'coach_id');
  });

  describe('by q', () => {
    it.each([
      ['a part of the name', 'dam', ['zoe Adams']],
      ['strengths in any case', 'CARDIO', ['ben cole']],
      ['specialties', 'olympic', ['zoe Adams']],
      ['any of the three', 'power', ['Anna 100 Percent', 'zoe Adams']],
      ['letters with accents in any case', 'éMILE', ['Émile Durand']],
      ['a per cent sign as itself', '100%', ['Ben Cole']],
      ['an underscore as itself', 't_l', ['Ben Cole']],
      ['quotes and SQL as they are', `' OR 1=1 --`, []],
      ['a backslash as itself', '\\', []],
      ['not the experience', '8 years', []],
    ])('finds %s', async (_, text, expected) => {
      expect(await find('q', text)).toEqual(expected);
    });
  });

  describe('by specialty', () => {
    it.each([
      ['only specialties', 'power', ['zoe Adams']],
      ['in any case', 'hiit', ['ben cole']],
      ['an underscore as itself', 'weight_loss', ['Ben Cole']],
      ['a per cent sign as itself', '%', []],
    ])('finds %s', async (_, text, expected) => {
      expect(await find('specialty', text)).toEqual(expected);
    });
  });

  it('by several filters finds the coaches that match all', async () => {
    expect(names(await list('?q=power&specialty=lifts'))).toEqual(['zoe Adams']);
    expect(names(await list('?q=cardio&specialty=lifts'))).toEqual([]);
  });

  it('by available finds coaches with a free slot, or full coaches', async () => {
    const full = await app.coach({ fullName: 'Fully Booked' });
    const ids = [];
    for (let slot = 1; slot <= 10; slot++) ids.push(await app.booked(client, full, slot));
    expect(names(await list('?available=false'))).toEqual(['Fully Booked']);
    expect(names(await list('?available=true'))).not.toContain('Fully Booked');
    expect((await list('?q=fully'))[0]).toMatchObject({ available_slots: 0, booked_slots: 10 });
    await client.put(`/bookings/bookings/${ids[3]}`, { status: 'cancelled' });
    expect(names(await list('?available=false'))).toEqual([]);
    expect((await list('?q=fully'))[0]).toMatchObject({ available_slots: 1, booked_slots: 9 });
    await app.sql('UPDATE users SET is_active = false WHERE id = $1', [full.id]);
  });

  it.each([
    ['q', 'q='],
    ['q', 'q=%20'],
    ['q', 'q=a&q=b'],
    ['q', 'q=%00'],
    ['q', `q=${'x'.repeat(201)}`],
    ['specialty', 'specialty='],
    ['specialty', 'specialty=a&specialty=b'],
    ['available', 'available='],
    ['available', 'available=yes'],
    ['available', 'available=1'],
    ['available', 'available=true&available=true'],
    ['limit', 'limit=0'],
    ['limit', 'limit=501'],
    ['cursor', 'cursor=x'],
    ['cursor', `cursor=${Buffer.from('[null,1]').toString('base64url')}`],
  ])('refuses a wrong %s: ?%s', async (field, query) => {
    expectFieldsRefused(await client.get(`/bookings/coaches?${query}`), field);
  });

  it('ignores unknown parameters', async () => {
    expect(await list('?order=id&unknown=')).toEqual(await list());
  });

  it.each([1, 2, 3])(
    'has the same rows in pages of %i as in one, even with names that differ only in case',
    async (limit) => {
      const pages = await walk<Row>(client, `/bookings/coaches?limit=${limit}`);
      expect(pages.flat()).toEqual(await list());
      const filtered = await walk<Row>(client, `/bookings/coaches?limit=${limit}&q=ben+cole`);
      expect(names(filtered.flat())).toEqual(['Ben Cole', 'BEN COLE', 'ben cole']);
    },
  );

  it('keeps a question mark in q from page to page', async () => {
    const [one, two] = [await app.coach({ fullName: 'Who? Me' }), await app.coach({ fullName: 'Who? You' })];
    const pages = await walk<Row>(client, '/bookings/coaches?limit=1&q=who?');
    expect(pages.flat().map(({ coach_id }) => coach_id)).toEqual([one.id, two.id]);
    await app.sql('UPDATE users SET is_active = false WHERE id = ANY($1)', [[one.id, two.id]]);
  });

  it('has no link on the last page, and needs one statement for any length', async () => {
    expect(nextOf((await client.get('/bookings/coaches?limit=6')).headers)).toBeNull();
    expect(nextOf((await client.get('/bookings/coaches?limit=5')).headers)).not.toBeNull();
    for (const path of ['/bookings/coaches', '/bookings/coaches?limit=1', '/bookings/coaches/1']) {
      expect(await statementsOf(app, () => client.get(path))).toHaveLength(1);
    }
  });
});

describe('the list of coaches when coaches need approval', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await TestApp.start({ COACH_SIGNUP: 'approval' });
  });

  afterAll(() => app.stop());

  it('shows a coach as soon as an admin has approved them', async () => {
    const [coach, client] = await Promise.all([app.coach(), app.client()]);
    const list = async () => (await client.get('/bookings/coaches')).body as Row[];
    const path = `/bookings/coaches/${coach.id}`;
    expect(await list()).toEqual([]);
    expectRefusal(await client.get(path), 404, 'coach-not-found');
    await app.sql('UPDATE users SET is_verified = true WHERE id = $1', [coach.id]);
    expect(await list()).toHaveLength(1);
    expect((await client.get(path)).status).toBe(200);
  });
});
