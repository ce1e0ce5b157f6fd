import { connect } from 'node:net';
import { type Caller } from '../support/caller.js';
import { type Person, TestApp } from '../support/app.js';
import { statementsOf } from '../support/statements.js';

describe('feedback', () => {
  let app: TestApp;
  let admin: Person;

  beforeAll(async () => {
    app = await TestApp.start();
    admin = await app.admin();
  });

  afterAll(() => app.stop());

  it('stores a message of a guest', async () => {
    const said = { message: 'Nice 👍', name: 'Jo', email: 'jo@example.com', page_url: 'http://localhost:3000/' };
    const { status, body } = await app.nobody.post('/feedback/', said, { 'user-agent': 'Firefox' });
    expect(status).toBe(201);
    expect(body).toEqual({
      id: expect.any(Number),
      user_id: null,
      ...said,
      is_anonymous: false,
      user_agent: 'Firefox',
      status: 'open',
      created_at: expect.stringMatching(/Z$/),
      updated_at: body.created_at,
    });
  });

  it('takes name and email of a logged-in user from the account, not from the body', async () => {
    const client = await app.client();
    const { body } = await client.post('/feedback', { message: 'Hi', name: 'Not me', email: 'other@example.com' });
    expect(body).toMatchObject({ user_id: client.id, name: client.name, email: client.email, is_anonymous: false });
  });

  it('stores no name, email or id with an anonymous message, logged in or not', async () => {
    const client = await app.client();
    for (const caller of [client, app.nobody]) {
      const said = { message: 'Psst', name: 'Jo', email: 'jo@example.com', is_anonymous: true };
      const { status, body } = await caller.post('/feedback/', said);
      expect(status).toBe(201);
      expect(body).toMatchObject({ user_id: null, name: null, email: null, is_anonymous: true });
    }
  });

  it('treats a caller with a bad or ended token, or a deactivated user, as a guest', async () => {
    const [ended, deactivated] = await app.clients(2);
    await ended!.post('/auth/logout');
    await app.sql(`UPDATE users SET is_active = false WHERE id = $1`, [deactivated!.id]);
    for (const caller of [ended!, deactivated!, app.with('nonsense'), app.with('a.b.c')]) {
      const { status, body } = await caller.post('/feedback/', { message: 'Hello', name: 'Jo' });
      expect([status, body.user_id, body.name]).toEqual([201, null, 'Jo']);
    }
    const { status } = await app.nobody.post('/feedback/', { message: 'Hello' }, { authorization: 'Basic YTpi' });
    expect(status).toBe(201);
  });

  it('drops unknown fields', async () => {
    const { status, body } = await app.nobody.post('/feedback/', { message: 'Hi', status: 'resolved', user_id: 1 });
    expect([status, body.status, body.user_id]).toEqual([201, 'open', null]);
  });

  it('accepts at most 5,000 characters', async () => {
    expect((await app.nobody.post('/feedback/', { message: '😀'.repeat(5000) })).status).toBe(201);
    expect((await app.nobody.post('/feedback/', { message: 'a'.repeat(5001) })).status).toBe(422);
  });

  it.each([
    ['no message', {}, 'message'],
    ['a blank message', { message: ' \n ' }, 'message'],
    ['NUL', { message: 'a\0' }, 'message'],
    ['half of a character', { message: 'ok', name: 'a\udc00' }, 'name'],
    ['an email that is none', { message: 'ok', email: 'jo' }, 'email'],
    ['a text for a boolean', { message: 'ok', is_anonymous: 'true' }, 'is_anonymous'],
    ['a long address', { message: 'ok', page_url: 'x'.repeat(501) }, 'page_url'],
    ['a long name', { message: 'ok', name: 'x'.repeat(256) }, 'name'],
  ])('refuses %s and stores nothing', async (_, body, field) => {
    const count = () => app.sql(`SELECT count(*) FROM feedback`);
    const before = await count();
    const answer = await app.nobody.post('/feedback/', body);
    expect([answer.status, answer.body.errors[0].field]).toEqual([422, field]);
    expect(await count()).toEqual(before);
  });

  it('cuts the User-Agent after 500 characters', async () => {
    const { body } = await app.nobody.post('/feedback/', { message: 'Hi' }, { 'user-agent': 'x'.repeat(700) });
    expect(body.user_agent).toBe('x'.repeat(500));
  });

  it('accepts a request without a User-Agent', async () => {
    const answer = await raw(app.origin, '{"message":"No browser"}');
    expect(answer).toMatch(/^HTTP\/1\.1 201/);
    expect(answer).toContain('"user_agent":null');
  });

  describe('for admins', () => {
    let said: number[];
    let fresh: TestApp;
    let reader: Caller;

    beforeAll(async () => {
      fresh = await TestApp.start();
      reader = await fresh.admin();
      // Three rows share one moment: only the id orders them.
      const rows = await fresh.sql<{ id: number }>(`
        INSERT INTO feedback (message, created_at) SELECT n::text, '2026-11-01T00:00:00Z'::timestamptz + (n / 3) * interval '1 hour'
          FROM generate_series(1, 120) n RETURNING id`);
      said = rows.map(({ id }) => id).reverse();
    });

    afterAll(() => fresh.stop());

    const idsOf = (answer: { body: { id: number }[] }) => answer.body.map(({ id }) => id);

    it('lists the newest first, a hundred at a time', async () => {
      const answer = await reader.get('/feedback/');
      expect(answer.status).toBe(200);
      expect(idsOf(answer)).toEqual(said.slice(0, 100));
    });

    it('pages by `skip`, as the frontend does', async () => {
      expect(idsOf(await reader.get('/feedback/?skip=100&limit=100'))).toEqual(said.slice(100));
      expect(idsOf(await reader.get('/feedback?skip=5&limit=3'))).toEqual(said.slice(5, 8));
      expect(idsOf(await reader.get('/feedback?skip=10000'))).toEqual([]);
    });

    it('never shortens a page: `skip` would then miss rows', async () => {
      await fresh.sql(`UPDATE feedback SET message = repeat('漢', 5000)`);
      await fresh.sql(
        `INSERT INTO feedback (message, created_at) SELECT repeat('漢', 5000), '2026-10-01' FROM generate_series(1, 130)`,
      );
      const [first, second] = [await reader.get('/feedback/?limit=240'), await reader.get('/feedback/?skip=240')];
      expect(idsOf(first)).toHaveLength(240);
      expect(idsOf(second)).toHaveLength(10);
      await fresh.sql(`DELETE FROM feedback WHERE created_at = '2026-10-01'`);
    });

    it('pages by the Link header after a first page with `skip`', async () => {
      const seen: number[] = [];
      for (let path = '/api/v1/feedback/?skip=7&limit=25'; path !== '';) {
        const answer = await reader.get(path);
        seen.push(...idsOf(answer));
        path = /<([^>]+)>; rel="next"/.exec(answer.headers.get('link') ?? '')?.[1] ?? '';
      }
      expect(seen).toEqual(said.slice(7));
    });

    it.each(['skip=10001', 'skip=-1', 'skip=1.5', 'skip=', 'skip=1&skip=2', 'limit=0', 'limit=501', 'cursor=x'])(
      'refuses ?%s',
      async (query) => {
        expect((await reader.get(`/feedback/?${query}`)).status).toBe(422);
      },
    );

    it('lists in one statement', async () => {
      expect(await statementsOf(fresh, () => reader.get('/feedback/'))).toHaveLength(1);
    });
  });

  it('is read and changed by admins only', async () => {
    const { body } = await app.nobody.post('/feedback/', { message: 'Hi' });
    for (const caller of [await app.client(), await app.coach()]) {
      expect((await caller.get('/feedback/')).status).toBe(403);
      expect((await caller.put(`/feedback/${body.id}`, { status: 'resolved' })).status).toBe(403);
    }
    expect((await app.nobody.get('/feedback/')).status).toBe(401);
    expect((await app.nobody.put(`/feedback/${body.id}`, { status: 'resolved' })).status).toBe(401);
  });

  it('can be given a status', async () => {
    const { body } = await app.nobody.post('/feedback/', { message: 'Hi' });
    for (const status of ['actively_looking', 'cannot_work_on', 'resolved', 'open']) {
      const answer = await admin.put(`/feedback/${body.id}`, { status });
      expect(answer.status).toBe(200);
      expect(answer.body).toEqual({ ...body, status, updated_at: expect.any(String) });
    }
  });

  it('does not change when the status is the same', async () => {
    const { body } = await app.nobody.post('/feedback/', { message: 'Hi' });
    app.setTime(new Date(Date.now() + 60_000));
    try {
      for (const said of [{}, { status: 'open' }]) {
        const answer = await admin.put(`/feedback/${body.id}`, said);
        expect([answer.status, answer.body]).toEqual([200, body]);
      }
      const changed = await admin.put(`/feedback/${body.id}`, { status: 'resolved' });
      expect(changed.body.updated_at > body.updated_at).toBe(true);
    } finally {
      app.setTime(null);
    }
  });

  it('refuses an unknown status and an unknown id', async () => {
    const { body } = await app.nobody.post('/feedback/', { message: 'Hi' });
    for (const said of [{ status: 'done' }, { status: null }, { status: '' }, { message: 'Rewritten' }, null, []]) {
      expect((await admin.put(`/feedback/${body.id}`, said)).status).toBe(422);
    }
    const missing = await admin.put('/feedback/999999', { status: 'resolved' });
    expect([missing.status, missing.body.detail]).toEqual([404, 'Feedback not found']);
  });
});

/** A request with only the headers that HTTP needs. */
function raw(origin: string, body: string): Promise<string> {
  const { port } = new URL(origin);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), '127.0.0.1');
    let answer = '';
    socket.on('data', (chunk) => (answer += chunk.toString()));
    socket.on('end', () => resolve(answer));
    socket.on('error', reject);
    socket.write(
      `POST /api/v1/feedback/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
    );
  });
}
