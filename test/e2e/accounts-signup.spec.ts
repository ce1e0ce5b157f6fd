import type { Answer } from '../support/caller.js';
import { TestApp } from '../support/app.js';

const PASSWORD = 'correct horse battery';

describe('signing up', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await TestApp.start();
  });

  afterAll(() => app.stop());

  const signUp = (fields: object) =>
    app.nobody.post('/auth/signup', { password: PASSWORD, full_name: 'Jo Miller', ...fields });

  const refusedField = async (fields: object): Promise<string> => {
    const { status, body } = await signUp(fields);
    expect({ status, code: body.code }).toEqual({ status: 422, code: 'validation-failed' });
    return `${body.errors[0].field}: ${body.errors[0].message}`;
  };

  it('answers 201 with the user and the tokens of an open session', async () => {
    const { status, body } = await signUp({ email: 'first@example.com' });
    expect(status).toBe(201);
    expect(Object.keys(body).sort()).toEqual(['access_token', 'expires_in', 'refresh_token', 'token_type', 'user']);
    expect(body).toMatchObject({ token_type: 'bearer', expires_in: 1800 });
    const me = await app.with(body.access_token).get('/auth/me');
    expect(me.body).toEqual(body.user);
  });

  it('shows every documented field of a user, null when it has no value', async () => {
    const { body } = await signUp({ email: 'keys@example.com' });
    const nothing = [
      ...['age', 'gender', 'height', 'weight', 'bicep_size', 'waist', 'target_goals', 'dietary_restrictions'],
      ...['health_complications', 'injuries', 'gym_access', 'supplements', 'referral_source', 'track_record'],
      ...[
        'experience',
        'certifications',
        'competitions',
        'qualifications',
        'specialties',
        'strengths',
        'custom_fields',
      ],
    ];
    expect(body.user).toEqual({
      id: expect.any(Number),
      email: 'keys@example.com',
      full_name: 'Jo Miller',
      role: 'client',
      is_active: true,
      is_verified: false,
      email_verified_at: null,
      ...Object.fromEntries(nothing.map((key) => [key, null])),
    });
  });

  it('makes a client unless told otherwise, and a coach on request', async () => {
    const client = await signUp({ email: 'plain@example.com' });
    const coach = await signUp({ email: 'coach@example.com', role: 'coach' });
    expect([client.body.user.role, coach.body.user.role]).toEqual(['client', 'coach']);
  });

  it('refuses to make an admin with 403, and stores nothing', async () => {
    const { status, body } = await signUp({ email: 'boss@example.com', role: 'admin' });
    expect(status).toBe(403);
    expect(body).toMatchObject({
      code: 'admin-signup',
      detail: 'Nobody can sign up as an admin; please ask an existing one.',
    });
    expect(await app.sql(`SELECT FROM users WHERE email = 'boss@example.com'`)).toEqual([]);
  });

  it.each([
    ['superuser', 'role: role must be one of client, coach, admin.'],
    [null, 'role: role must be one of client, coach, admin.'],
    ['', 'role: role must be one of client, coach, admin.'],
    [['coach'], 'role: role must be one of client, coach, admin.'],
  ])('refuses the role %j', async (role, message) => {
    expect(await refusedField({ email: 'role@example.com', role })).toBe(message);
  });

  it.each(['is_verified', 'is_active', 'id', 'password_hash', 'available_slots', 'passwordHash'])(
    'refuses the unknown field %s, so that nobody makes more of themselves',
    async (field) => {
      const message = await refusedField({ email: 'more@example.com', [field]: 1 });
      expect(message).toBe(`${field}: ${field} is not a known field.`);
    },
  );

  it('refuses an email that is taken, whatever its case, with 409', async () => {
    await signUp({ email: 'Taken@Example.com' });
    for (const email of ['taken@example.com', 'TAKEN@EXAMPLE.COM', 'Taken@Example.com']) {
      const { status, body } = await signUp({ email });
      expect({ status, code: body.code, detail: body.detail }).toEqual({
        status: 409,
        code: 'email-taken',
        detail: 'An account with this email already exists.',
      });
    }
  });

  it('accepts one of twenty concurrent sign-ups with one email in different cases, and answers 409 to the others', async () => {
    const email = 'abcdefgh@example.com';
    const spellings = Array.from({ length: 20 }, (_, index) =>
      [...email].map((letter, place) => ((index >> (place % 5)) & 1 ? letter.toUpperCase() : letter)).join(''),
    );
    expect(new Set(spellings).size).toBe(20);
    const answers = await Promise.all(spellings.map((spelling) => signUp({ email: spelling })));
    const statuses = answers.map(({ status }) => status).sort();
    expect(statuses).toEqual([201, ...Array<number>(19).fill(409)]);
    expect(await app.sql('SELECT email FROM users WHERE email = $1', [email])).toHaveLength(1);
  });

  it.each([
    'nobody',
    'a@b',
    '@example.com',
    'jo@',
    'jo@example..com',
    'jo @example.com',
    'jo@EXAMPLE.\u216dOM',
    'jo@exa\u200bmple.com',
    'jo@-example.com',
    'jo@ex\u202eample.com',
    'jo@example.com\u0000',
    'jo\ud800@example.com',
    `${'j'.repeat(65)}@example.com`,
    `jo@${'e'.repeat(250)}.com`,
    '',
    5,
    null,
    ['jo@example.com'],
    { toString: 'jo@example.com' },
  ])('refuses the email %j', async (email) => {
    expect(await refusedField({ email })).toBe('email: email must be an email address such as jo@example.com.');
  });

  it.each([
    [' blanks@example.com\u00a0', 'blanks@example.com'],
    ['jo@BÜCHER.example', 'jo@bücher.example'],
    ['jo2@xn--bcher-kva.example', 'jo2@bücher.example'],
    ['Jo@Plain.Example.com', 'Jo@Plain.Example.com'],
  ])('stores the email %j as %j', async (email, stored) => {
    const { status, body } = await signUp({ email });
    expect({ status, email: body.user?.email }).toEqual({ status: 201, email: stored });
  });

  it('treats a domain in its own letters and in ASCII as the same', async () => {
    expect((await signUp({ email: 'one@münchen.example' })).status).toBe(201);
    const { status, body } = await signUp({ email: 'ONE@XN--mnchen-3ya.example' });
    expect({ status, code: body.code }).toEqual({ status: 409, code: 'email-taken' });
  });

  it('names all faults at once, also a common password', async () => {
    const { status, body } = await signUp({ email: 'nobody', password: 'password', full_name: 'Jo\nMiller' });
    expect(status).toBe(422);
    expect((body.errors as { field: string }[]).map(({ field }) => field)).toEqual(['email', 'password', 'full_name']);
  });

  it.each(['Jo\nMiller', 'Jo\u0007', 'Jo\u2028Miller', 'Jo \u202ereller', 'Jo\u2066x\u2069', 'Jo\tMiller'])(
    'refuses the name %j, which is not one line',
    async (full_name) => {
      const message = await refusedField({ email: 'line@example.com', full_name });
      expect(message).toMatch(/^full_name: full_name must be one line/);
    },
  );

  it.each(['\u200b'.repeat(8), '\u00a0'.repeat(9), '\u2060\u200d\ufeff\u00ad \u2800\u3164\u115f'])(
    'refuses the password %j, which nobody sees',
    async (password) => {
      const message = await refusedField({ email: 'unseen@example.com', password });
      expect(message).toBe('password: password must not be blank.');
    },
  );

  it.each(['email', 'password', 'full_name'])('asks for %s', async (field) => {
    expect(await refusedField({ email: 'asks@example.com', [field]: undefined })).toMatch(`${field}: ${field} must`);
  });

  describe('with a password', () => {
    let count = 0;
    const withPassword = (password: unknown): Promise<Answer> =>
      signUp({ email: `password${++count}@example.com`, password });

    it.each([
      ['of 8 characters', 'k7#vQz!x'],
      ['of 128 characters', 'k7#vQz!x'.repeat(16)],
      ['of 8 emoji', '🦊🐻🐼🐨🐯🦁🐮🐷'],
      ['of 128 emoji', '🦊🐻🐼🐨'.repeat(32)],
      ['with blanks around it', '  k7#vQz  '],
    ])('%s accepts it as it is', async (_, password) => {
      const { status, body } = await withPassword(password);
      expect(status).toBe(201);
      const login = await app.nobody.post('/auth/login', { email: body.user.email, password });
      expect(login.status).toBe(200);
    });

    it.each([
      ['of 7 characters', 'k7#vQz!'],
      ['of 129 characters', `${'k7#vQz!x'.repeat(16)}y`],
      ['of 7 emoji', '🦊🐻🐼🐨🐯🦁🐮'],
      ['of 129 emoji', '🦊🐻🐼'.repeat(43)],
      ['that is empty', ''],
    ])('%s refuses it', async (_, password) => {
      const { status, body } = await withPassword(password);
      expect(status).toBe(422);
      expect(body.errors).toEqual([{ field: 'password', message: 'password must have 8 to 128 characters.' }]);
    });

    it.each([12345678, true, null, ['k7#vQz!x'], {}])('that is %j refuses it', async (password) => {
      const { status, body } = await withPassword(password);
      expect(status).toBe(422);
      expect(body.detail).toBe('Password must be a text.');
    });

    it.each(['k7#v\u0000Qz!x', 'k7#v\ud800Qz!x'])('that cannot be stored refuses it: %j', async (password) => {
      const { status, body } = await withPassword(password);
      expect(status).toBe(422);
      expect(body.detail).toBe('Password has characters that cannot be stored.');
    });

    it.each(['password', 'PassWord', 'iloveyou', 'princess1', '1234567890', 'qwertyuiop'])(
      'that everyone tries first, %s, refuses it',
      async (password) => {
        const { status, body } = await withPassword(password);
        expect(status).toBe(422);
        expect(body.errors).toEqual([
          { field: 'password', message: 'password is too common; please choose one that is harder to guess.' },
        ]);
      },
    );

    it('that is the email refuses it, whatever its case', async () => {
      const { status, body } = await signUp({ email: 'same@example.com', password: 'SAME@example.com' });
      expect(status).toBe(422);
      expect(body.errors).toEqual([{ field: 'password', message: 'password must not be the email.' }]);
    });
  });

  it.each([
    ['of 255 letters', 'x'.repeat(255)],
    ['of 255 emoji', '🦊'.repeat(255)],
    ['with a tag in it', `<script>alert('Jo')</script>`],
    ['of one letter', '王'],
  ])('keeps a name %s verbatim', async (what, full_name) => {
    const { status, body } = await signUp({ email: `name-${what.replace(/\W/g, '')}@example.com`, full_name });
    expect({ status, name: body.user.full_name }).toEqual({ status: 201, name: full_name });
  });

  it.each([
    ['of 256 emoji', '🦊'.repeat(256), 'must have at most 255 characters'],
    ['of nothing', '', 'must not be blank'],
    ['of blanks', ' \t\u200b\u3164', 'must not be blank'],
    ['with NUL', 'Jo\u0000', 'has characters that cannot be stored'],
  ])('refuses a name %s', async (_, full_name, message) => {
    expect(await refusedField({ email: 'name@example.com', full_name })).toBe(`full_name: full_name ${message}.`);
  });

  it('stores an argon2id hash with 19 MiB, two passes and one lane, and never the password', async () => {
    await signUp({ email: 'hash@example.com' });
    const [row] = await app.sql<{ password_hash: string }>(
      `SELECT password_hash FROM users WHERE email = 'hash@example.com'`,
    );
    expect(row?.password_hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[\w+/]{22}\$[\w+/]{43}$/);
  });

  it('shows no password, hash or secret in any answer', async () => {
    const { body } = await signUp({ email: 'quiet@example.com' });
    const person = app.with(body.access_token);
    const login = await app.nobody.post('/auth/login', { email: 'quiet@example.com', password: PASSWORD });
    const answers = [
      body,
      login.body,
      (await app.nobody.post('/auth/refresh', { refresh_token: body.refresh_token })).body,
      (await person.get('/auth/me')).body,
      (await signUp({ email: 'quiet@example.com' })).body,
      (await signUp({ email: 'quiet2@example.com', password: 'short' })).body,
      (await person.post('/auth/logout-all')).body,
    ];
    const text = JSON.stringify(answers);
    expect(text).not.toMatch(/argon2|password_hash|passwordHash|token_hash|short/);
    expect(text).not.toContain(PASSWORD);
  });
});

const nameOf = ({ coach_name }: { coach_name: string }) => coach_name;

describe('signing up as a coach', () => {
  const apps: TestApp[] = [];

  afterEach(() => Promise.all(apps.splice(0).map((app) => app.stop())));

  const setUp = async (mode: string) => {
    const app = await TestApp.start({ COACH_SIGNUP: mode });
    apps.push(app);
    const fields = { email: 'new@example.com', password: PASSWORD, full_name: 'New Coach', role: 'coach' };
    const { body } = await app.nobody.post('/auth/signup', fields);
    const client = await app.client();
    const names = async () => ((await client.get('/bookings/coaches')).body as { coach_name: string }[]).map(nameOf);
    const look = async () => ({
      listed: await names(),
      shown: (await client.get(`/bookings/coaches/${body.user.id}`)).status,
      booked: (await client.post('/bookings/book', { coach_id: body.user.id, slot_number: 1 })).status,
    });
    return { app, id: body.user.id as number, look };
  };

  it('is listed and bookable at once when sign-up is open', async () => {
    const { look } = await setUp('open');
    expect(await look()).toEqual({ listed: ['New Coach'], shown: 200, booked: 201 });
  });

  it('is neither listed nor bookable until approved when sign-up asks for approval', async () => {
    const { app, id, look } = await setUp('approval');
    expect(await look()).toEqual({ listed: [], shown: 404, booked: 404 });
    await app.sql('UPDATE users SET is_verified = true WHERE id = $1', [id]);
    expect(await look()).toEqual({ listed: ['New Coach'], shown: 200, booked: 201 });
  });
});
