import { Logger } from '@nestjs/common';
import { connect } from 'node:net';
import { inHours, PASSWORD, type Person, TestApp } from '../support/app.js';
import type { Caller } from '../support/caller.js';
import { whileCommitsFail } from '../support/commits.js';

/** A text that must never be in a log, and that a search always finds. */
const CANARY = 'canary-7f3a9c';
const HEALTH = `${CANARY} insulin at breakfast`;

describe('the log', () => {
  let people: TestApp;
  /** The application whose log the tests read. */
  let app: TestApp;
  let written = '';
  let client: Person;
  let coach: Person;

  beforeAll(async () => {
    people = await TestApp.start();
    app = await people.twin({ LOG_LEVEL: 'trace' }, { write: (line) => (written += line) });
    [client, coach] = await Promise.all([people.client({ fullName: `${CANARY} Jo` }), people.coach()]);
  });

  afterAll(() => people.stop());

  const as = (person: Person): Caller => app.with(person.token!);
  const lines = () =>
    written
      .trim()
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line));

  /** The lines that `work` causes. */
  async function during(work: () => Promise<unknown>) {
    written = '';
    await work();
    await new Promise((resolve) => setImmediate(resolve));
    return lines();
  }

  it('and problem documents name the trace of the request', async () => {
    const trace_id = '4bf92f3577b34da6a3ce929d0e0e4736';
    const traceparent = `00-${trace_id}-00f067aa0ba902b7-01`;
    const bodies: object[] = [];
    const found = await during(async () => {
      for (const path of ['/auth/me', '/bookings/coaches/x', '/%zz']) {
        bodies.push((await app.nobody.get(path, { traceparent })).body);
      }
    });
    expect(found).toMatchObject([{ trace_id }, { trace_id }, { trace_id }]);
    expect(bodies).toMatchObject([{ status: 401, trace_id }, { trace_id }, { status: 400, trace_id }]);
  });

  it('has one line for each request: id, method, pattern of the route, status, milliseconds and user', async () => {
    const found = await during(() => as(client).get(`/bookings/coaches/${coach.id}?q=${CANARY}`));
    expect(found).toEqual([
      {
        level: 'info',
        time: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
        request: expect.stringMatching(/^[\da-f-]{36}$/),
        method: 'GET',
        route: '/api/v1/bookings/coaches/:coach_id',
        status: 200,
        ms: expect.any(Number),
        user: client.id,
        msg: 'answered',
      },
    ]);
    expect(await during(() => app.nobody.get('/auth/me'))).toMatchObject([{ status: 401, msg: 'answered' }]);
    expect(await during(() => app.nobody.get(`/${CANARY}`))).toMatchObject([{ status: 404, route: 'unmatched' }]);
  });

  it.each([
    ['a wrong token', 401, () => app.with('x').get('/auth/me')],
    ['an unknown path', 404, () => as(client).get('/nowhere')],
    ['a wrong body', 400, () => as(client).post('/bookings/book', '{')],
    ['a wrong field', 422, () => as(client).post('/bookings/book', {})],
    ['a broken address', 400, () => as(client).get('/%zz')],
    ['headers that are too large', 431, () => as(client).get('/health', { 'x-a': 'x'.repeat(20_000) })],
  ])('has the id from the `instance` of a problem: %s', async (_, status, ask) => {
    let sought = '';
    const found = await during(async () => {
      const { body } = await ask();
      sought = String(body.instance).replace('urn:uuid:', '');
    });
    expect(found).toContainEqual(expect.objectContaining({ request: sought, status, msg: 'answered' }));
  });

  it('never contains tokens, passwords, names, notes or health data, whether requests succeed or fail', async () => {
    const seen = await during(async () => {
      const { nobody } = app;
      const jo = as(client);
      const password = `${CANARY}-password`;
      const email = `${CANARY}@example.com`;
      const account = { email, password, full_name: HEALTH };
      const { body: signedUp } = await nobody.post('/auth/signup', account);
      await nobody.post('/auth/signup', account);
      await nobody.post('/auth/signup', { ...account, role: CANARY, [CANARY]: CANARY });
      await nobody.post('/auth/login', { email, password });
      await nobody.post('/auth/login', { email, password: `${password}-wrong` });
      await nobody.post('/auth/refresh', { refresh_token: signedUp.refresh_token });
      await nobody.post('/auth/refresh', { refresh_token: CANARY });
      await app.with(signedUp.access_token).get('/auth/me');
      await app.with(`${CANARY}.${CANARY}.${CANARY}`).get('/auth/me');
      await jo.post('/auth/password', { current_password: CANARY, new_password: `${CANARY}-password` });
      await jo.post('/bookings/book', { coach_id: coach.id, slot_number: 1, scheduled_at: inHours(5), notes: HEALTH });
      await jo.post('/bookings/book', { coach_id: coach.id, slot_number: 1, notes: HEALTH });
      await jo.post('/bookings/book', `{"notes":"${HEALTH}`);
      await jo.post('/bookings/book', { notes: { [CANARY]: HEALTH } });
      await jo.post('/bookings/book', `${CANARY}${'x'.repeat(70_000)}`);
      await jo.post('/bookings/book', HEALTH, { 'content-type': 'text/plain' });
      await jo.get(`/bookings/coaches?q=${CANARY}&cursor=${CANARY}&${CANARY}=1`);
      await jo.get(`/bookings/coaches?q=${CANARY}`);
      await jo.get(`/${CANARY}?token=${CANARY}`);
      await jo.get(`/bookings/coaches/${CANARY}`);
      await jo.get(`/%zz${CANARY}`);
      await jo.get('/auth/me', { 'x-api-key': CANARY, cookie: `session=${CANARY}`, 'user-agent': CANARY });
      await jo.get('/auth/me', { 'x-long': CANARY.repeat(2_000) });
      await brokenHttp(`GET /${CANARY} HTTP/1.1\r\nHost: x\r\n${CANARY} : x\r\n\r\n`);
    });
    expect(seen.length).toBeGreaterThan(20);
    expect(written).not.toContain(CANARY);
    expect(written).not.toContain(client.token!.split('.')[2]);
    expect(written).not.toMatch(/eyJ[\w-]+\.eyJ/);
    expect(written).not.toMatch(/argon2|SELECT|INSERT|node_modules\/pg/);
  });

  it.each([
    ['a value that PostgreSQL refuses', 422, '22P02', 'PERFORM NEW.message::integer'],
    ['a statement that is wrong', 500, '42601', `EXECUTE 'SELEKT ' || quote_literal(NEW.message)`],
    [
      'a constraint that nobody translated',
      500,
      '23514',
      `INSERT INTO bookings (coach_id, client_id, slot_number, notes) VALUES (1, 1, 99, NEW.message)`,
    ],
    ['a table that is not there', 503, '42P01', 'PERFORM FROM canaries WHERE name = NEW.message'],
  ])(
    'shows reason and stack of a failed statement, never its text or values: %s',
    async (_, status, sqlState, statement) => {
      await app.sql(
        `CREATE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN ${statement}; RETURN NEW; END $$`,
      );
      await app.sql('CREATE TRIGGER fail BEFORE INSERT ON feedback FOR EACH ROW EXECUTE FUNCTION fail()');
      try {
        const found = await during(async () => {
          const answer = await as(client).post('/feedback/', { message: HEALTH });
          expect(answer.status).toBe(status);
          expect(JSON.stringify(answer.body)).not.toMatch(/canar|SELE|SQL|INSERT/i);
        });
        expect(found).toHaveLength(2);
        expect(found[0].request).toBe(found[1].request);
        expect([found[0].reason, found[0].err?.reason]).toContain(`SQLSTATE ${sqlState}`);
        expect(written).not.toMatch(/canar|SELEKT|INSERT INTO|SELECT|PERFORM/i);
      } finally {
        await app.sql('DROP FUNCTION fail CASCADE');
      }
    },
  );

  it('has only those parts of an error that cannot hold data', async () => {
    const error = Object.assign(new Error(`invalid input: "${HEALTH}"`), {
      code: '22P02',
      severity: 'ERROR',
      detail: HEALTH,
      query: `SELECT '${HEALTH}'`,
      parameters: [HEALTH],
    });
    const found = await during(() => {
      new Logger('Test').error(error);
      new Logger('Test').error({ err: error }, 'failed');
      return Promise.resolve();
    });
    expect(found).toHaveLength(2);
    expect(written).not.toContain(CANARY);
    expect(found).toMatchObject([{ err: { reason: 'SQLSTATE 22P02', stack: expect.any(Array) } }, { msg: 'failed' }]);
  });

  it('reports once that a session was ended, and not when ending it failed', async () => {
    const { body } = await app.nobody.post('/auth/login', { email: client.email, password: PASSWORD });
    const refresh = () => app.nobody.post('/auth/refresh', { refresh_token: body.refresh_token });
    expect((await refresh()).status).toBe(200);
    app.setTime(new Date(Date.now() + 11_000));
    const ended = async (status: number) => {
      const found = await during(async () => expect((await refresh()).status).toBe(status));
      return found.filter(({ msg }) => /used again/.test(msg));
    };
    try {
      await whileCommitsFail(people, 'sessions', async () => expect(await ended(503)).toEqual([]));
      expect(await ended(401)).toMatchObject([{ level: 'warn', session: expect.stringMatching(/^[\da-f-]{36}$/) }]);
    } finally {
      app.setTime(null);
    }
  });

  function brokenHttp(text: string): Promise<void> {
    const { port, hostname } = new URL(app.origin);
    return new Promise((resolve) => {
      const socket = connect(Number(port), hostname, () => socket.write(text));
      socket.resume().on('close', resolve);
    });
  }
});
