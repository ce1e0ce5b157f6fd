import { type Person, TestApp } from '../support/app.js';
import { walk } from '../support/pages.js';
import { expectFieldsRefused, expectRefusal } from '../support/refusals.js';
import { statementsOf } from '../support/statements.js';

/** One kind of logs, as the tests need it. */
interface Kind {
  readonly kind: string;
  readonly path: string;
  readonly date: string;
  readonly notFound: { readonly code: string; readonly detail: string };
  /** The body that the page sends. */
  readonly form: object;
  /** The answer to `form`, without ids. */
  readonly log: object;
  /** A body with the required fields only. */
  readonly least: Record<string, string>;
  readonly optional: readonly string[];
  readonly wholeNumbers: readonly string[];
  readonly decimals: readonly string[];
  readonly name: string;
}

const KINDS: readonly Kind[] = [
  {
    kind: 'workout',
    path: '/client/workout-logs',
    date: 'workout_date',
    notFound: { code: 'workout-log-not-found', detail: 'Workout log not found' },
    form: {
      workout_date: '2026-11-23',
      exercise_name: 'Back Squat',
      sets: '3',
      reps: 8,
      weight: '62.5',
      duration_minutes: '45',
      notes: 'Felt strong',
    },
    log: {
      workout_date: '2026-11-23',
      exercise_name: 'Back Squat',
      sets: 3,
      reps: 8,
      weight: 62.5,
      duration_minutes: 45,
      notes: 'Felt strong',
    },
    least: { workout_date: '2026-11-23', exercise_name: 'Running' },
    optional: ['sets', 'reps', 'weight', 'duration_minutes', 'notes'],
    wholeNumbers: ['sets', 'reps', 'duration_minutes'],
    decimals: ['weight'],
    name: 'exercise_name',
  },
  {
    kind: 'diet',
    path: '/client/diet-logs',
    date: 'meal_date',
    notFound: { code: 'diet-log-not-found', detail: 'Diet log not found' },
    form: {
      meal_date: '2026-11-23',
      meal_type: 'lunch',
      food_name: 'Rice',
      calories: '500',
      protein_grams: '30.5',
      carbs_grams: 60,
      fat_grams: 0,
      notes: 'With beans',
    },
    log: {
      meal_date: '2026-11-23',
      meal_type: 'lunch',
      food_name: 'Rice',
      calories: 500,
      protein_grams: 30.5,
      carbs_grams: 60,
      fat_grams: 0,
      notes: 'With beans',
    },
    least: { meal_date: '2026-11-23', meal_type: 'snack', food_name: 'Apple' },
    optional: ['calories', 'protein_grams', 'carbs_grams', 'fat_grams', 'notes'],
    wholeNumbers: [],
    decimals: ['calories', 'protein_grams', 'carbs_grams', 'fat_grams'],
    name: 'food_name',
  },
];

const each = (fields: readonly string[], value: unknown) => Object.fromEntries(fields.map((field) => [field, value]));

describe.each(KINDS)('own $kind logs', (kind) => {
  const { path, date, notFound, form, log, least, optional, wholeNumbers, decimals, name } = kind;
  const numbers = [...wholeNumbers, ...decimals];
  let app: TestApp;
  let me: Person;

  beforeAll(async () => {
    app = await TestApp.start();
  });

  afterAll(async () => {
    await app.stop();
  });

  beforeEach(async () => {
    me = await app.client();
  });

  const write = async (more: object = {}): Promise<Record<string, unknown> & { id: number }> => {
    const { status, body } = await me.post(path, { ...least, ...more });
    expect(status).toBe(201);
    return body;
  };

  describe('writing a log', () => {
    it('takes numbers as text, as forms send them, and answers with numbers', async () => {
      const { status, body } = await me.post(path, form);
      expect(status).toBe(201);
      expect(body).toEqual({ id: expect.any(Number), user_id: me.id, ...log });
    });

    it('stores null for a field that is blank, null or missing', async () => {
      const nothing = each(optional, null);
      for (const blank of [each(optional, ''), nothing, {}]) {
        expect(await write(blank)).toEqual({ id: expect.any(Number), user_id: me.id, ...least, ...nothing });
      }
    });

    it('drops unknown fields, and never takes an id or an owner from the body', async () => {
      const other = await app.client();
      const body = await write({ id: 1_000_000, user_id: other.id, created_at: '2000-01-01T00:00:00Z', hello: [1] });
      expect(body.id).toBeLessThan(1_000_000);
      expect(body['user_id']).toBe(me.id);
      expect(body).not.toHaveProperty('hello');
      expect((await other.get(path)).body).toEqual([]);
    });

    it('keeps texts as they are', async () => {
      const text = `<script>alert(1)</script> =cmd|' /C calc'!A0 '; DROP TABLE users; -- 💪 %_\\`;
      const body = await write({ [name]: text, notes: text });
      expect((await me.get(`${path}/${body.id}`)).body).toMatchObject({ [name]: text, notes: text });
    });

    it('counts the length of a name in code points: it takes 255 emoji, not 256', async () => {
      await write({ [name]: '💪'.repeat(255) });
      expectFieldsRefused(await me.post(path, { ...least, [name]: '💪'.repeat(256) }), name);
    });

    it.each(Object.keys(least))('asks for %s', async (field) => {
      for (const value of [undefined, null, '']) {
        expectFieldsRefused(await me.post(path, { ...least, [field]: value }), field);
      }
    });

    it('takes only days that exist', async () => {
      for (const day of ['2026-02-31', '2026-11-23T00:00:00Z', '23.11.2026', '2026-W05', 'today', 20261123, true]) {
        expectFieldsRefused(await me.post(path, { ...least, [date]: day }), date);
      }
      await write({ [date]: '2028-02-29' });
    });

    it.each(numbers)('takes only plain numbers from 0 on for %s', async (field) => {
      const bad = ['-1', -1, 'abc', '0x10', '1e3', ' 5', '5 ', '+5', '1,5', 'NaN', '∞', true, [5], { a: 5 }, 1e20];
      for (const value of bad) expectFieldsRefused(await me.post(path, { ...least, [field]: value }), field);
      const huge = JSON.stringify({ ...least, [field]: 'HUGE' }).replace('"HUGE"', '1e400');
      expectFieldsRefused(await me.post(path, huge), field);
      expect(await write({ [field]: '0' })).toMatchObject({ [field]: 0 });
    });

    it('takes fractions for decimals only, and whole numbers up to 2147483647', async () => {
      for (const field of decimals) expect(await write({ [field]: '1.5' })).toMatchObject({ [field]: 1.5 });
      for (const field of wholeNumbers) {
        for (const value of [1.5, '1.5', 2_147_483_648, '2147483648']) {
          expectFieldsRefused(await me.post(path, { ...least, [field]: value }), field);
        }
        expect(await write({ [field]: '2147483647' })).toMatchObject({ [field]: 2_147_483_647 });
      }
    });

    it('refuses texts that are blank, too long or cannot be stored', async () => {
      for (const text of ['   ', '\u200b', 'a\0b', '\ud800', 5, {}]) {
        expectFieldsRefused(await me.post(path, { ...least, [name]: text, notes: text }), name, 'notes');
      }
      expectFieldsRefused(await me.post(path, { ...least, notes: 'x'.repeat(10_001) }), 'notes');
    });

    it.each(['null', '5', '[]', '"x"', undefined])('refuses the body %s, which is no object', async (body) => {
      expectRefusal(await me.post(path, body), 422, 'validation-failed');
    });

    it('stores nothing of what it refuses', async () => {
      await me.post(path, { ...least, notes: '\0' });
      expect((await me.get(path)).body).toEqual([]);
    });
  });

  describe('listing them', () => {
    it('gives the latest day first; within a day, the newest log first', async () => {
      const days = ['2026-11-20', '2026-11-22', '2026-11-21', '2026-11-22'];
      const ids: number[] = [];
      for (const day of days) ids.push((await write({ [date]: day })).id);
      const { body } = await me.get(path);
      expect((body as { id: number }[]).map(({ id }) => id)).toEqual([ids[3], ids[1], ids[2], ids[0]]);
    });

    it('gives the days from start_date to end_date, both included', async () => {
      for (const day of ['2026-11-19', '2026-11-20', '2026-11-21', '2026-11-22']) await write({ [date]: day });
      const listed = async (query: string) =>
        ((await me.get(`${path}?${query}`)).body as Record<string, string>[]).map((row) => row[date]);
      expect(await listed('start_date=2026-11-20&end_date=2026-11-21')).toEqual(['2026-11-21', '2026-11-20']);
      expect(await listed('start_date=2026-11-21')).toEqual(['2026-11-22', '2026-11-21']);
      expect(await listed('end_date=2026-11-19')).toEqual(['2026-11-19']);
    });

    it('includes future days', async () => {
      await write({ [date]: '2999-12-31' });
      expect((await me.get(path)).body).toHaveLength(1);
    });

    it('makes pages shorter for very long texts and loses no log', async () => {
      const notes = '漢'.repeat(10_000);
      for (let count = 0; count < 110; count++) await write({ notes });
      const pages = await walk<{ id: number }>(me, `${path}?limit=500`);
      expect(pages).toHaveLength(2);
      expect(new Set(pages.flat().map(({ id }) => id)).size).toBe(110);
    });

    it('pages through every log once, in the same order', async () => {
      for (let index = 0; index < 7; index++) await write({ [date]: `2026-11-2${index % 3}` });
      const pages = await walk<{ id: number }>(me, `${path}?limit=2&start_date=2026-11-01`);
      expect(pages.map((page) => page.length)).toEqual([2, 2, 2, 1]);
      expect(pages.flat()).toEqual((await me.get(path)).body);
    });

    it.each(['start_date=2026-02-31', 'end_date=', 'end_date=2026-11-01&end_date=2026-11-02', 'limit=0', 'cursor=x'])(
      'refuses ?%s',
      async (query) => {
        expectRefusal(await me.get(`${path}?${query}`), 422, 'validation-failed');
      },
    );

    it('ignores unknown parameters', async () => {
      expect((await me.get(`${path}?user_id=1&x=`)).status).toBe(200);
    });
  });

  describe('a single log', () => {
    it('shows what was written', async () => {
      const written = await write(form);
      const { status, body } = await me.get(`${path}/${written.id}`);
      expect({ status, body }).toEqual({ status: 200, body: written });
    });

    it('has the same fields in the same order in every answer', async () => {
      const written = await write(form);
      const { body: shown } = await me.get(`${path}/${written.id}`);
      const { body: changed } = await me.put(`${path}/${written.id}`, form);
      const { body: unchanged } = await me.put(`${path}/${written.id}`, {});
      const { body: listed } = await me.get(path);
      const expected = JSON.stringify({ id: written.id, user_id: me.id, ...log });
      for (const answer of [written, shown, changed, unchanged, listed[0]])
        expect(JSON.stringify(answer)).toBe(expected);
    });

    it('changes only the fields that are sent', async () => {
      const written = await write(form);
      const { status, body } = await me.put(`${path}/${written.id}`, { [name]: 'Other', notes: 'New' });
      const changed = { ...written, [name]: 'Other', notes: 'New' };
      expect({ status, body }).toEqual({ status: 200, body: changed });
      expect((await me.get(`${path}/${written.id}`)).body).toEqual(changed);
    });

    it('does not change when the body is empty', async () => {
      const written = await write(form);
      const { status, body } = await me.put(`${path}/${written.id}`, {});
      expect({ status, body }).toEqual({ status: 200, body: written });
    });

    it.each(optional)('empties %s when null or "" is sent', async (field) => {
      for (const nothing of [null, '']) {
        const written = await write(form);
        const { status, body } = await me.put(`${path}/${written.id}`, { [field]: nothing });
        expect({ status, body }).toEqual({ status: 200, body: { ...written, [field]: null } });
      }
    });

    it.each(Object.keys(least))('refuses to empty %s', async (field) => {
      const written = await write(form);
      expectFieldsRefused(await me.put(`${path}/${written.id}`, { [field]: null }), field);
      expectFieldsRefused(await me.put(`${path}/${written.id}`, { [field]: '' }), field);
      expect((await me.get(`${path}/${written.id}`)).body).toEqual(written);
    });

    it('takes the whole log back and keeps its owner', async () => {
      const written = await write(form);
      const other = await app.client();
      const { body } = await me.put(`${path}/${written.id}`, { ...written, id: 1, user_id: other.id, notes: 'Again' });
      expect(body).toEqual({ ...written, notes: 'Again' });
    });

    it('refuses the same values on a change as on creation', async () => {
      const { id } = await write(form);
      for (const field of numbers) expectFieldsRefused(await me.put(`${path}/${id}`, { [field]: '-1' }), field);
      expectFieldsRefused(await me.put(`${path}/${id}`, { [date]: '2026-02-31' }), date);
      expectRefusal(await me.put(`${path}/${id}`, '[]'), 422, 'validation-failed');
    });

    it('is not found after its deletion', async () => {
      const { id } = await write();
      const kept = await write();
      const { status, body } = await me.delete(`${path}/${id}`);
      expect({ status, body }).toEqual({ status: 204, body: '' });
      for (const answer of [
        await me.delete(`${path}/${id}`),
        await me.get(`${path}/${id}`),
        await me.put(`${path}/${id}`, {}),
      ]) {
        expect(answer).toMatchObject({ status: 404, body: notFound });
      }
      expect((await me.get(path)).body).toEqual([kept]);
    });

    it('answers 404 to an impossible id and 422 to an id that is not a number', async () => {
      for (const method of ['GET', 'PUT', 'DELETE']) {
        const at = (id: string) => me.send(method, `${path}/${id}`, method === 'PUT' ? {} : undefined);
        for (const id of ['0', '-1', '2147483648', '99999999999999999999']) {
          expect(await at(id)).toMatchObject({ status: 404, body: notFound });
        }
        for (const id of ['abc', '1.5', '0x1', '1e1']) expectFieldsRefused(await at(id), 'id');
      }
    });
  });

  describe('access to logs', () => {
    it('is 404 for everyone else: another client, a connected coach, an admin', async () => {
      const { coach, client } = await app.connected();
      me = client;
      const written = await write(form);
      for (const other of [coach, await app.client(), await app.admin()]) {
        for (const answer of [
          await other.get(`${path}/${written.id}`),
          await other.put(`${path}/${written.id}`, { notes: 'mine' }),
          await other.delete(`${path}/${written.id}`),
        ]) {
          expect(answer).toMatchObject({ status: 404, body: notFound });
        }
        expect((await other.get(path)).body).toEqual([]);
      }
      expect((await me.get(`${path}/${written.id}`)).body).toEqual(written);
    });

    it('lets coaches and admins keep logs of their own', async () => {
      for (const person of [await app.coach(), await app.admin()]) {
        me = person;
        const { id } = await write();
        expect((await person.put(`${path}/${id}`, { notes: 'x' })).status).toBe(200);
        expect((await person.get(path)).body).toHaveLength(1);
        expect((await person.delete(`${path}/${id}`)).status).toBe(204);
      }
    });

    it('is closed without a login', async () => {
      expectRefusal(await app.nobody.get(path), 401, 'unauthenticated');
      expectRefusal(await app.nobody.post(path, form), 401, 'unauthenticated');
      expectRefusal(await app.nobody.delete(`${path}/1`), 401, 'unauthenticated');
    });
  });

  it('gives the same answer with a trailing slash', async () => {
    const { status, body } = await me.post(`${path}/`, form);
    expect(status).toBe(201);
    expect((await me.get(`${path}/`)).body).toEqual([body]);
    expect((await me.get(`${path}/${body.id}/`)).body).toEqual(body);
  });

  it('takes one statement a request for any number of rows', async () => {
    const { id } = await write();
    for (let index = 0; index < 5; index++) await write();
    const requests = [
      () => me.get(path),
      () => me.get(`${path}?start_date=2026-01-01&end_date=2026-12-31&limit=3`),
      () => me.get(`${path}/${id}`),
      () => me.post(path, form),
      () => me.put(`${path}/${id}`, form),
      () => me.delete(`${path}/${id}`),
    ];
    for (const request of requests) expect(await statementsOf(app, request)).toHaveLength(1);
  });
});
