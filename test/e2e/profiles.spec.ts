import { ProfilesService } from '../../src/users/profiles.service.js';
import { UserNotFoundError } from '../../src/users/user-errors.js';
import { type Person, TestApp } from '../support/app.js';
import { expectFieldsRefused, expectRefusal } from '../support/refusals.js';
import { statementsOf } from '../support/statements.js';

const CLIENT_TEXTS = { target_goals: 'Run 21 km', dietary_restrictions: 'Vegan', health_complications: 'Asthma' };
const COACH_TEXTS = {
  track_record: '200 clients',
  experience: '10 years',
  certifications: 'CSCS',
  competitions: 'Finalist',
};

/** All fields of each form. */
const CLIENT_FORM = {
  ...CLIENT_TEXTS,
  full_name: 'Avery Brooks',
  age: '34',
  gender: 'female',
  height: '168.5',
  weight: 64.5,
  bicep_size: '29',
  waist: '74',
  injuries: 'Left knee',
  supplements: 'Creatine',
  gym_access: 'Full gym',
  referral_source: 'A friend',
  custom_fields: { shoe_size: 39 },
};
const COACH_FORM = {
  ...COACH_TEXTS,
  full_name: 'Coach A',
  age: '41',
  gender: 'male',
  qualifications: 'BSc',
  specialties: 'Powerlifting',
  strengths: 'Strength Training',
  custom_fields: { languages: ['de', 'en'] },
};

describe.each([
  {
    path: '/client/profile',
    form: CLIENT_FORM,
    numbers: { age: 34, height: 168.5, weight: 64.5, bicep_size: 29, waist: 74 },
    others: COACH_TEXTS,
    limits: { gender: 50, gym_access: 255, referral_source: 255, full_name: 255, target_goals: 10_000 },
  },
  {
    path: '/coach/profile',
    form: COACH_FORM,
    numbers: { age: 41 },
    others: CLIENT_TEXTS,
    limits: { gender: 50, full_name: 255, track_record: 10_000 },
  },
])('$path', ({ path, form, numbers, others, limits }) => {
  let app: TestApp;
  let me: Person;

  beforeAll(async () => {
    app = await TestApp.start();
  });

  afterAll(async () => {
    await app.stop();
  });

  beforeEach(async () => {
    me = await app.coach();
  });

  const profile = async () => (await me.get(path)).body;

  const put = async (body: unknown) => {
    const answer = await me.put(path, body);
    expect(answer.status).toBe(200);
    return answer.body;
  };

  it('shows the caller with every field', async () => {
    expect(await profile()).toEqual((await me.get('/auth/me')).body);
    expect(Object.keys((await profile()) as object)).toHaveLength(28);
  });

  it('takes the form, also numbers as text, and every route shows the new values', async () => {
    const before = await profile();
    const after = await put(form);
    expect(after).toEqual({ ...before, ...form, ...numbers });
    expect(await profile()).toEqual(after);
    expect((await me.get('/auth/me')).body).toEqual(after);
    const admin = await app.admin();
    expect({ ...(await admin.get(`/admin/users/${me.id}`)).body, email_verified_at: null }).toEqual(after);
  });

  it('changes only the fields that are sent; an empty body changes nothing', async () => {
    const before = await put(form);
    expect(await put({ age: 20 })).toEqual({ ...before, age: 20 });
    const touched = () =>
      app.sql(`SELECT updated_at, updated_at > created_at AS is_later FROM users WHERE id = $1`, [me.id]);
    const last = await touched();
    expect(last).toMatchObject([{ is_later: true }]);
    expect(await put({})).toEqual({ ...before, age: 20 });
    expect(await touched()).toEqual(last);
  });

  it('empties a field that is sent as null or ""; JSON takes null only', async () => {
    const before = await put(form);
    const optional = Object.keys(form).filter((field) => field !== 'full_name');
    const nulls = Object.fromEntries(optional.map((field) => [field, null]));
    expect(await put(nulls)).toEqual({ ...before, ...nulls });
    await put(form);
    const blanks = Object.fromEntries(optional.map((field) => [field, field === 'custom_fields' ? null : '']));
    expect(await put(blanks)).toEqual({ ...before, ...nulls });
    expectFieldsRefused(await me.put(path, { custom_fields: '' }), 'custom_fields');
  });

  it('refuses to empty the name', async () => {
    for (const name of [null, '', '  ', 5]) expectFieldsRefused(await me.put(path, { full_name: name }), 'full_name');
    expect(await profile()).toMatchObject({ full_name: me.name });
  });

  it('takes the whole user back, but ignores id, email, role, state and password', async () => {
    const kept = () => app.sql(`SELECT password_hash, available_slots FROM users WHERE id = $1`, [me.id]);
    const [before, secrets] = await Promise.all([profile(), kept()]);
    const sent = {
      ...before,
      id: 1,
      email: 'new@example.com',
      role: 'admin',
      is_active: false,
      is_verified: true,
      password_hash: 'x',
      available_slots: 0,
      created_at: '2000-01-01T00:00:00Z',
      full_name: 'Me',
    };
    expect(await put(sent)).toEqual({ ...before, full_name: 'Me' });
    expectRefusal(await me.get('/admin/users'), 403, 'forbidden');
    expect(await kept()).toEqual(secrets);
  });

  it('ignores the fields of the other form', async () => {
    const before = await profile();
    expect(await put(others)).toEqual(before);
  });

  it('changes no other user', async () => {
    const other = await app.client();
    const before = (await other.get('/users/me')).body;
    await put(form);
    expect((await other.get('/users/me')).body).toEqual(before);
  });

  it('takes an age from 0 to 150', async () => {
    for (const age of [0, '0', 150, '150']) expect(await put({ age })).toMatchObject({ age: Number(age) });
    for (const age of [-1, 151, '151', 34.5, '34.5', 'old', true])
      expectFieldsRefused(await me.put(path, { age }), 'age');
  });

  it.each(Object.entries(limits))('takes a %s of at most %i characters', async (field, max: number) => {
    expect(await put({ [field]: 'é'.repeat(max) })).toMatchObject({ [field]: 'é'.repeat(max) });
    expectFieldsRefused(await me.put(path, { [field]: 'é'.repeat(max + 1) }), field);
  });

  it('refuses texts that are blank or cannot be stored', async () => {
    for (const gender of ['  ', 'a\0b', '\ud800', 5, {}, []])
      expectFieldsRefused(await me.put(path, { gender }), 'gender');
  });

  describe('custom_fields', () => {
    it('stores any JSON object unchanged, with any key names', async () => {
      const custom_fields = {
        toString: 'x',
        valueOf: 1,
        hasOwnProperty: null,
        toJSON: { then: [] },
        '': 0,
        '💪': [1.5, -2, 1e20, 1e-20, true, '<b>'],
        a: { b: { c: { d: 5 } } },
      };
      expect((await put({ custom_fields })).custom_fields).toEqual(custom_fields);
      expect((await profile()).custom_fields).toEqual(custom_fields);
      expect(await put({ custom_fields: {} })).toMatchObject({ custom_fields: {} });
    });

    it('must be an object', async () => {
      for (const custom_fields of [[], 'x', 5, true]) {
        expectFieldsRefused(await me.put(path, { custom_fields }), 'custom_fields');
      }
    });

    it('may be as deep and large as a body', async () => {
      const nested = (levels: number): object => (levels === 1 ? {} : { a: nested(levels - 1) });
      for (const custom_fields of [nested(19), { a: '💪'.repeat(16_000) }]) {
        expect((await put({ custom_fields })).custom_fields).toEqual(custom_fields);
        expect((await profile()).custom_fields).toEqual(custom_fields);
      }
      expectRefusal(await me.put(path, { custom_fields: nested(20) }), 400, 'malformed-request');
      expectRefusal(await me.put(path, { custom_fields: { a: 'x'.repeat(65_536) } }), 413, 'body-too-large');
    });

    it('refuses values that PostgreSQL or JavaScript could not read back', async () => {
      for (const json of [
        '{"a":"\\u0000"}',
        '{"\\u0000":1}',
        '{"a":["\\ud800"]}',
        '{"a":1e400}',
        '{"a":1e300}',
        '{"a":1e-300}',
      ]) {
        expectFieldsRefused(await me.put(path, `{"custom_fields":${json}}`), 'custom_fields');
      }
      for (const key of ['__proto__', 'constructor', 'prototype']) {
        expectRefusal(await me.put(path, `{"custom_fields":{"${key}":{}}}`), 400, 'malformed-request');
      }
      expect((await profile()).custom_fields).toBeNull();
    });
  });

  it.each(['null', '5', '[]', undefined])('refuses the body %s, which is no object', async (body) => {
    expectRefusal(await me.put(path, body), 422, 'validation-failed');
  });

  it('takes one statement a request', async () => {
    expect(await statementsOf(app, () => me.get(path))).toHaveLength(1);
    expect(await statementsOf(app, () => me.put(path, form))).toHaveLength(1);
    expect(await statementsOf(app, () => me.put(path, {}))).toHaveLength(1);
  });

  it('is closed without a login', async () => {
    expectRefusal(await app.nobody.get(path), 401, 'unauthenticated');
    expectRefusal(await app.nobody.put(path, form), 401, 'unauthenticated');
  });
});

describe('profiles', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await TestApp.start();
  });

  afterAll(async () => {
    await app.stop();
  });

  it('of clients are open to every role, those of coaches to coaches and admins only', async () => {
    const [client, coach, admin] = await Promise.all([app.client(), app.coach(), app.admin()]);
    for (const person of [client, coach, admin]) {
      expect((await person.get('/client/profile')).body).toMatchObject({ id: person.id });
      expect((await person.put('/client/profile', { age: 30 })).body).toMatchObject({ id: person.id, age: 30 });
    }
    for (const person of [coach, admin]) {
      expect((await person.get('/coach/profile')).body).toMatchObject({ id: person.id });
      expect((await person.put('/coach/profile', { age: 40 })).body).toMatchObject({ id: person.id, age: 40 });
    }
    expectRefusal(await client.get('/coach/profile'), 403, 'forbidden');
    expectRefusal(await client.put('/coach/profile', {}), 403, 'forbidden');
  });

  it.each(['height', 'weight', 'bicep_size', 'waist'])('of clients take a %s above 0', async (field) => {
    const client = await app.client();
    for (const value of [0, '0', '0.0', -1, '-0.5', 'x', '1e3', 1_000_001]) {
      expectFieldsRefused(await client.put('/client/profile', { [field]: value }), field);
    }
    expect((await client.put('/client/profile', { [field]: '0.5' })).body).toMatchObject({ [field]: 0.5 });
  });

  it('do not change for a user who was deactivated after the access guard ran', async () => {
    const { id } = await app.client();
    await app.sql(`UPDATE users SET is_active = false WHERE id = $1`, [id]);
    const profiles = app.nest.get(ProfilesService);
    for (const written of [{ age: 30 }, {}]) {
      await expect(profiles.change(id, written)).rejects.toThrow(UserNotFoundError);
    }
    expect(await app.sql(`SELECT age FROM users WHERE id = $1`, [id])).toEqual([{ age: null }]);
  });

  it('of a coach show in the directory of coaches', async () => {
    const [coach, client] = await Promise.all([app.coach(), app.client()]);
    await coach.put('/coach/profile', COACH_FORM);
    expect((await client.get(`/bookings/coaches/${coach.id}`)).body).toMatchObject({
      coach_name: 'Coach A',
      strengths: 'Strength Training',
      specialties: 'Powerlifting',
      experience: '10 years',
    });
  });

  it('of a client show to a connected coach', async () => {
    const { coach, client } = await app.connected();
    const { body } = await client.put('/client/profile', CLIENT_FORM);
    expect({ ...(await coach.get(`/coach/clients/${client.id}`)).body, email_verified_at: null }).toEqual(body);
  });
});
