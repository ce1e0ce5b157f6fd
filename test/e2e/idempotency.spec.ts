import { randomUUID } from 'node:crypto';
import type { Person } from '../support/app.js';
import { TestApp } from '../support/app.js';
import type { Answer } from '../support/caller.js';
import { whileCommitsFail } from '../support/commits.js';
import { expectSoundBooks } from '../support/invariants.js';

const bookings = (app: TestApp, client: Person) => app.sql(`SELECT id FROM bookings WHERE client_id = $1`, [client.id]);

describe('a request with an Idempotency-Key', () => {
  let app: TestApp;
  let coach: Person;
  let client: Person;

  beforeAll(async () => {
    app = await TestApp.start();
  });

  beforeEach(async () => {
    [coach, client] = await Promise.all([app.coach(), app.client()]);
  });

  afterAll(async () => {
    await expectSoundBooks(app);
    await app.stop();
  });

  const book = (key: string, slot = 1, as: Person = client): Promise<Answer> =>
    as.post('/bookings/book', { coach_id: coach.id, slot_number: slot }, { 'idempotency-key': key });

  it('runs once, and a repetition gets the same answer', async () => {
    const key = randomUUID();
    const first = await book(key);
    const second = await book(key);
    expect(first.status).toBe(201);
    expect(first.headers.get('idempotency-replayed')).toBeNull();
    expect(second.status).toBe(201);
    expect(second.headers.get('idempotency-replayed')).toBe('true');
    expect(second.body).toEqual(first.body);
    expect(await bookings(app, client)).toHaveLength(1);
  });

  it('is the same key with and without the quotes of a structured field', async () => {
    const key = randomUUID();
    const first = await book(key);
    expect((await book(`"${key}"`)).body).toEqual(first.body);
  });

  it('is refused when the body is another one', async () => {
    const key = randomUUID();
    await book(key, 1);
    const { status, body } = await book(key, 2);
    expect(status).toBe(422);
    expect(body.code).toBe('idempotency-key-reused');
    expect(await bookings(app, client)).toHaveLength(1);
  });

  it('runs again after a refusal, which keeps no answer', async () => {
    const [key, other] = [randomUUID(), await app.client()];
    const held = await app.booked(other, coach);
    expect((await book(key)).body.code).toBe('slot-taken');
    await other.put(`/bookings/bookings/${held}`, { status: 'cancelled' });
    expect((await book(key)).status).toBe(201);
  });

  it('belongs to its sender: the same text is another key for another client', async () => {
    const [key, other] = [randomUUID(), await app.client()];
    await book(key, 1);
    const answer = await book(key, 2, other);
    expect(answer.status).toBe(201);
    expect(answer.body.client_id).toBe(other.id);
  });

  it('books once when many copies arrive at once; the others get 409 or the same answer', async () => {
    for (let round = 0; round < 10; round++) {
      const key = randomUUID();
      coach = await app.coach();
      const answers = await Promise.all(Array.from({ length: 20 }, () => book(key)));
      const done = answers.filter(({ status }) => status === 201);
      const waiting = answers.filter(({ status }) => status !== 201);
      expect(new Set(done.map(({ body }) => body.id)).size).toBe(1);
      expect(done.filter(({ headers }) => headers.get('idempotency-replayed') === null)).toHaveLength(1);
      expect(waiting.every(({ body }) => body.code === 'idempotency-key-in-flight')).toBe(true);
      expect(waiting.every(({ headers }) => headers.get('retry-after') === '1')).toBe(true);
    }
  });

  it('gets the kept answer after a restart, and from every instance', async () => {
    const key = randomUUID();
    const first = await book(key);
    const twin = await app.twin();
    const again = await fetch(`${twin.origin}/api/v1/bookings/book`, {
      method: 'POST',
      headers: { authorization: `Bearer ${client.token}`, 'content-type': 'application/json', 'idempotency-key': key },
      body: JSON.stringify({ coach_id: coach.id, slot_number: 1 }),
    });
    expect(await again.json()).toEqual(first.body);
  });

  it('is forgotten after a day', async () => {
    const key = randomUUID();
    await book(key, 1);
    await app.sql(`UPDATE idempotency_keys SET created_at = now() - interval '24 hours 1 second'`);
    await book(randomUUID(), 2);
    const again = await book(key, 1);
    expect(again.body.code).toBe('already-booked');
  });

  it('runs again after a day, even before the old answer is deleted', async () => {
    const key = randomUUID();
    await book(key, 1);
    await app.sql(`UPDATE idempotency_keys SET created_at = now() - interval '24 hours 1 second'`);
    expect((await book(key, 1)).body.code).toBe('already-booked');
  });

  it('has no Idempotency-Replayed header when it fails', async () => {
    const [key, old] = [randomUUID(), randomUUID()];
    await book(key);
    await app.client().then((other) => book(old, 2, other));
    // The cleanup of old keys fails, and with it the request.
    await app.sql(
      `UPDATE idempotency_keys SET created_at = now() - interval '25 hours'
        WHERE key_hash = (SELECT key_hash FROM idempotency_keys ORDER BY created_at DESC LIMIT 1)`,
    );
    const failed = await whileCommitsFail(app, 'idempotency_keys', () => book(key));
    expect(failed.status).toBe(503);
    expect(failed.headers.get('idempotency-replayed')).toBeNull();
    expect((await book(key)).headers.get('idempotency-replayed')).toBe('true');
  });

  it.each(['', ' ', 'with space', 'ü', 'x'.repeat(256), '"open', 'a"b'])('is refused with the key %j', async (key) => {
    const answer = await book(key);
    expect(answer.status).toBe(400);
    expect(answer.body.detail).toContain('Idempotency-Key');
  });

  it('runs again when version 0.2 kept the answer encrypted', async () => {
    const key = randomUUID();
    await book(key);
    await app.sql(`UPDATE idempotency_keys SET answer = NULL, user_id = NULL, sealed_answer = 'sealed'`);
    expect((await book(key)).body.code).toBe('already-booked');
    await app.sql(`UPDATE bookings SET status = 'cancelled' WHERE client_id = $1`, [client.id]);
    expect((await book(key)).status).toBe(201);
    expect((await book(key)).headers.get('idempotency-replayed')).toBe('true');
  });

  it('is forgotten when an admin deletes its sender', async () => {
    const [admin, other] = [await app.admin(), await app.client()];
    await book(randomUUID(), 1);
    await book(randomUUID(), 2, other);
    await admin.delete(`/admin/users/${client.id}`);
    const keys = await app.sql<{ user_id: number }>(
      `SELECT DISTINCT user_id FROM idempotency_keys WHERE user_id = ANY ($1)`,
      [[client.id, other.id]],
    );
    expect(keys).toEqual([{ user_id: other.id }]);
  });

  it('is refused by sign-up, whose answer holds tokens, before the body is checked', async () => {
    const account = { email: `${randomUUID()}@example.com`, password: 'a long enough one', full_name: 'Jo Miller' };
    for (const body of [account, {}]) {
      const answer = await app.nobody.post('/auth/signup', body, { 'idempotency-key': randomUUID() });
      expect(answer.status).toBe(422);
      expect(answer.body.code).toBe('idempotency-key-refused');
      expect(answer.body.detail).toContain('Idempotency-Key');
    }
    expect((await app.nobody.post('/auth/signup', account)).status).toBe(201);
  });
});
