import type { ServerResponse } from 'node:http';
import { Webhook } from 'standardwebhooks';
import type { WebhookDeliveryDto } from '../../src/webhooks/dto/webhook-deliveries.dto.js';
import { WebhookSenderService } from '../../src/webhooks/sending/webhook-sender.service.js';
import { type Person, TestApp } from '../support/app.js';
import { keepMails, waitingMails } from '../support/deliveries.js';
import { Receiver, type Received } from '../support/receiver.js';
import { expectRefusal } from '../support/refusals.js';
import { until } from '../support/until.js';
import { workOff } from '../support/worker.js';

const HOUR = 3_600_000;

describe('webhooks', () => {
  let app: TestApp;
  let receiver: Receiver;
  let coach: Person;
  let client: Person;
  let admin: Person;

  beforeAll(async () => {
    app = await TestApp.start({ ALLOW_LOCAL_WEBHOOKS: 'on' });
    keepMails(app);
    admin = await app.admin();
  });

  beforeEach(async () => {
    receiver = await Receiver.start();
    [coach, client] = await Promise.all([app.coach(), app.client()]);
  });

  afterEach(async () => {
    app.setTime(null);
    await app.sql('DELETE FROM webhooks');
    await receiver.stop();
  });

  afterAll(() => app.stop());

  /** Registers an endpoint of the receiver. */
  const register = async (owner: Person, more: object = {}) => {
    const body = { url: `${receiver.url}/hooks`, types: ['*'], ...more };
    const answer = await owner.post('/webhooks', body);
    expect(answer).toMatchObject({ status: 201 });
    return answer.body as { id: number; secret: string };
  };

  /** Sends all that is due, and waits for the answers. */
  const send = async () => {
    await workOff(app);
    await app.nest.get(WebhookSenderService).settled();
  };

  /** The same at another time; then it is now again. */
  const sendAt = async (time: number) => {
    app.setTime(new Date(time));
    await send();
    app.setTime(null);
  };

  const deliveriesOf = async (owner: Person, id: number) =>
    (await owner.get(`/webhooks/${id}/deliveries`)).body as WebhookDeliveryDto[];
  const typesOf = (messages: readonly Received[]) => messages.map(({ body }) => JSON.parse(body).type as string);
  const respond = (status: number, headers: Record<string, string> = {}) => {
    receiver.answer = (response: ServerResponse) => response.writeHead(status, headers).end('an answer');
  };
  const verified = (secret: string, { body, headers }: Received) =>
    new Webhook(secret).verify(body, headers as Record<string, string>);

  it('tell a coach’s system of a booking, in messages that the specification’s library verifies', async () => {
    const { secret } = await register(coach);
    const bookingId = await app.booked(client, coach);
    await coach.put(`/bookings/bookings/${bookingId}`, { status: 'confirmed' });
    await send();
    expect(typesOf(receiver.received).sort()).toEqual(['booking.confirmed', 'booking.requested']);
    const [message] = receiver.received.filter(({ body }) => body.includes('booking.confirmed'));
    expect(verified(secret, message!)).toEqual({
      type: 'booking.confirmed',
      timestamp: expect.stringMatching(/^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/),
      data: {
        ...{ subject: { kind: 'booking', id: bookingId }, sequence: 1, actor: { id: coach.id, role: 'coach' } },
        ...{ coach_id: coach.id, client_id: client.id, from_status: 'pending', to_status: 'confirmed' },
        ...{ from_time: null, to_time: null },
      },
    });
    expect(message!.headers).toMatchObject({ 'content-type': 'application/json', 'user-agent': 'vibe-coaching' });
    expect(() => verified('whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', message!)).toThrow('No matching signature found');
  });

  it('tell a coach of nobody else’s bookings and of no accounts, and the platform of everything', async () => {
    const other = await app.coach();
    const { id } = await register(coach);
    await register(admin, { url: `${receiver.url}/platform` });
    await app.booked(client, other);
    await admin.put(`/admin/users/${client.id}`, { full_name: 'Somebody Else' });
    await send();
    const told = receiver.received.map(({ path, body }) => `${path} ${JSON.parse(body).type}`);
    expect(told.sort()).toEqual(['/platform account.changed', '/platform booking.requested']);
    expect(await deliveriesOf(coach, id)).toEqual([]);
  });

  it('hold only the types that were asked for, and nothing of notes', async () => {
    await register(coach, { types: ['booking.cancelled', 'booking.moved'] });
    const bookingId = await app.booked(client, coach, 1, { notes: 'a bad knee' });
    await client.put(`/bookings/bookings/${bookingId}`, { status: 'cancelled' });
    await send();
    expect(typesOf(receiver.received)).toEqual(['booking.cancelled']);
    expect(receiver.received[0]!.body).not.toContain('knee');
  });

  it('are sent once, also by two workers, and show their owner what was answered', async () => {
    const { id } = await register(coach);
    const twin = await app.twin({ ALLOW_LOCAL_WEBHOOKS: 'on' });
    receiver.answer = (response) => response.writeHead(200).end(`${'€'.repeat(2000)}\0`);
    await app.booked(client, coach);
    await workOff(app);
    await Promise.all([workOff(app), workOff(twin)]);
    await twin.nest.get(WebhookSenderService).settled();
    await send();
    expect(receiver.received).toHaveLength(1);
    const [delivery, ...others] = await deliveriesOf(coach, id);
    expect(others).toEqual([]);
    expect(delivery).toMatchObject({ type: 'booking.requested', status: 'done', attempts: 1, answer_status: 200 });
    expect(delivery).toMatchObject({ error: null, due_at: null, body: receiver.received[0]!.body });
    expect(delivery!.message_id).toBe(receiver.received[0]!.headers['webhook-id']);
    const metrics = (await app.nobody.get('/metrics')).body as string;
    expect(metrics).toMatch(/^deliveries\{channel="webhook",status="done"\} [1-9]/m);
    expect(delivery!.answer_body).toMatch(/^€{300,341}/);
  });

  it.each([
    ['503', () => respond(503)],
    ['a redirect, which is not followed', () => respond(307, { location: `${receiver.url}/elsewhere` })],
    ['404', () => respond(404)],
    ['a connection that ends', () => (receiver.answer = (response) => response.socket?.destroy())],
  ])('are tried again with the same id and a new timestamp after %s', async (_, fail) => {
    const { id, secret } = await register(coach);
    fail();
    app.setTime(new Date(Date.now() - 60_000));
    await app.booked(client, coach);
    await send();
    const [failed] = await deliveriesOf(coach, id);
    expect(failed).toMatchObject({ status: 'waiting', attempts: 1, finished_at: null });
    expect(failed!.answer_status !== null || failed!.error === 'The host took no connection, or ended it.').toBe(true);
    const pause = Date.parse(failed!.due_at!) - Date.parse(failed!.tried_at!);
    expect(pause).toBeGreaterThanOrEqual(4_500);
    expect(pause).toBeLessThanOrEqual(6_000);
    respond(204);
    app.setTime(null);
    await send();
    expect(await deliveriesOf(coach, id)).toMatchObject([{ status: 'done', attempts: 2, answer_status: 204 }]);
    const [first, second] = receiver.received;
    expect(second!.headers['webhook-id']).toBe(first!.headers['webhook-id']);
    expect(Number(second!.headers['webhook-timestamp'])).toBeGreaterThan(Number(first!.headers['webhook-timestamp']));
    verified(secret, second!);
  });

  it('wait as long as Retry-After asks', async () => {
    const { id } = await register(coach);
    respond(429, { 'retry-after': '600' });
    await app.booked(client, coach);
    const now = Date.now();
    await sendAt(now);
    const due_at = new Date(now + 600_000).toISOString();
    expect(await deliveriesOf(coach, id)).toMatchObject([{ due_at, answer_status: 429 }]);
  });

  it('rest as failed after ten tries in three days, and can be sent again one by one or all together', async () => {
    const { id } = await register(coach);
    respond(500);
    await app.booked(client, coach);
    const now = Date.now();
    for (let hours = 0; hours <= 96; hours++) await sendAt(now + hours * HOUR);
    expect(receiver.received).toHaveLength(10);
    const [failed] = await deliveriesOf(coach, id);
    expect(failed).toMatchObject({ status: 'failed', attempts: 10, due_at: null });

    respond(204);
    const again = await coach.post(`/webhooks/${id}/deliveries/${failed!.id}/resend`);
    expect(again).toMatchObject({ status: 202, body: { id: failed!.id, status: 'waiting', attempts: 10 } });
    await send();
    expect(await deliveriesOf(coach, id)).toMatchObject([{ status: 'done', attempts: 11 }]);
    expect(new Set(receiver.received.map(({ headers }) => headers['webhook-id'])).size).toBe(1);

    await app.sql(`UPDATE webhook_deliveries SET status = 'failed'`);
    const period = { from: new Date(now - HOUR).toISOString(), to: new Date(now + HOUR).toISOString() };
    expect(await coach.post(`/webhooks/${id}/resend`, period)).toMatchObject({ status: 202, body: { count: 1 } });
    await send();
    expect(await coach.post(`/webhooks/${id}/resend`, period)).toMatchObject({ status: 202, body: { count: 0 } });
  });

  it('end at once when the endpoint answers 410, and its owner is told', async () => {
    const { id } = await register(coach);
    await register(admin, { url: `${receiver.url}/platform`, types: ['webhook.switched_off'] });
    receiver.answer = (response, { path }) => response.writeHead(path === '/hooks' ? 410 : 204).end();
    await app.booked(client, coach);
    await send();
    await app.booked(client, coach, 2);
    await send();
    expect((await coach.get(`/webhooks/${id}`)).body).toMatchObject({ is_active: false, off_because: 'gone' });
    expect(receiver.received.map(({ path }) => path)).toEqual(['/hooks', '/platform']);
    expect(JSON.parse(receiver.received[1]!.body).data).toMatchObject({ coach_id: coach.id, reason: 'gone' });
    expect(await waitingMails(app, coach.id)).toContainEqual(
      expect.objectContaining({
        message: 'webhook.switched-off',
        data: { host: new URL(receiver.url).host, reason: 'gone' },
      }),
    );
    expectRefusal(await coach.post(`/webhooks/${id}/test`), 409, 'webhook-off');
  });

  it('end after five days of nothing but failures, and begin afresh when they are switched on again', async () => {
    const { id } = await register(coach);
    respond(500);
    const now = Date.now();
    await app.booked(client, coach);
    await sendAt(now);
    await app.booked(client, coach, 2);
    await sendAt(now + 5 * 24 * HOUR - 1);
    expect((await coach.get(`/webhooks/${id}`)).body).toMatchObject({
      ...{ is_active: true, failing_since: new Date(now).toISOString() },
    });
    await app.booked(client, coach, 3);
    await sendAt(now + 5 * 24 * HOUR + 60_000);
    expect((await coach.get(`/webhooks/${id}`)).body).toMatchObject({ is_active: false, off_because: 'failing' });
    const errors = (await deliveriesOf(coach, id)).map(({ error }) => error);
    expect(errors).toContain('The endpoint was switched off before the message was sent.');

    const on = await coach.put(`/webhooks/${id}`, { is_active: true });
    expect(on).toMatchObject({ status: 200, body: { is_active: true, off_because: null, failing_since: null } });
    respond(204);
    expect(await coach.post(`/webhooks/${id}/test`)).toMatchObject({ status: 202, body: { type: 'webhook.test' } });
    await send();
    expect(await deliveriesOf(coach, id)).toContainEqual(
      expect.objectContaining({ type: 'webhook.test', status: 'done' }),
    );
  });

  it('carry two signatures for a day after the secret was rotated', async () => {
    const { id, secret: old } = await register(coach);
    const { body: rotated } = await coach.post(`/webhooks/${id}/rotate-secret`);
    expect(rotated).toMatchObject({ id, secret: expect.stringMatching(/^whsec_/) });
    expect(Date.parse(rotated.previous_secret_until) - Date.now()).toBeGreaterThan(23 * HOUR);
    await coach.post(`/webhooks/${id}/test`);
    await send();
    for (const secret of [old, rotated.secret]) verified(secret, receiver.received[0]!);

    await coach.post(`/webhooks/${id}/test`);
    await sendAt(Date.now() + 25 * HOUR);
    expect(receiver.received[1]!.headers['webhook-signature']).toMatch(/^v1,\S+$/);
  });

  it('of one slow endpoint hold up no other', async () => {
    const slow = await register(coach, { url: `${receiver.url}/slow` });
    await register(admin, { url: `${receiver.url}/fast` });
    const held: ServerResponse[] = [];
    receiver.answer = (response, { path }) => (path === '/slow' ? held.push(response) : response.writeHead(204).end());
    for (let slot = 1; slot <= 6; slot++) await app.booked(client, coach, slot);
    await until('ten messages arrive', async () => {
      await workOff(app);
      return receiver.received.length >= 10;
    });
    const paths = receiver.received.map(({ path }) => path);
    expect(paths.filter((path) => path === '/fast')).toHaveLength(6);
    expect(paths.filter((path) => path === '/slow')).toHaveLength(4);
    receiver.answer = (response) => response.writeHead(204).end();
    for (const response of held) response.writeHead(204).end();
    await send();
    expect((await deliveriesOf(coach, slow.id)).map(({ status }) => status)).toEqual(
      Array.from({ length: 6 }, () => 'done'),
    );
  });

  it('are silent while the coach is deactivated, and go with the account', async () => {
    const { id } = await register(coach);
    respond(500);
    await app.booked(client, coach);
    await send();
    await admin.put(`/admin/users/${coach.id}`, { is_active: false });
    await send();
    expect(await app.sql(`SELECT status, fault FROM webhook_deliveries WHERE webhook_id = $1`, [id])).toEqual([
      { status: 'failed', fault: 'off' },
    ]);
    expect(await admin.delete(`/admin/users/${coach.id}`)).toMatchObject({ status: 204 });
    expect(await app.sql(`SELECT FROM webhooks WHERE id = $1`, [id])).toEqual([]);
  });

  it('belong to their owner: nobody else sees or changes them', async () => {
    const { id } = await register(coach);
    const other = await app.coach();
    for (const stranger of [other, admin]) {
      expectRefusal(await stranger.get(`/webhooks/${id}`), 404, 'webhook-not-found');
      expectRefusal(await stranger.put(`/webhooks/${id}`, { is_active: false }), 404, 'webhook-not-found');
      expectRefusal(await stranger.post(`/webhooks/${id}/rotate-secret`), 404, 'webhook-not-found');
      expectRefusal(await stranger.get(`/webhooks/${id}/deliveries`), 404, 'webhook-not-found');
      expectRefusal(await stranger.delete(`/webhooks/${id}`), 404, 'webhook-not-found');
    }
    expectRefusal(await client.get('/webhooks'), 403, 'forbidden');
    expect((await other.get('/webhooks')).body).toEqual([]);
    const platform = await register(admin);
    const colleague = await app.admin();
    expect((await colleague.get('/webhooks')).body).toMatchObject([{ id: platform.id }]);
  });

  it('never show a secret again, and keep it encrypted', async () => {
    const { id, secret } = await register(coach);
    const shown = [await coach.get(`/webhooks/${id}`), await coach.get('/webhooks')];
    expect(JSON.stringify(shown.map(({ body }) => body))).not.toContain('secret"');
    const [row] = await app.sql<{ secret: string }>('SELECT secret FROM webhooks WHERE id = $1', [id]);
    expect(row!.secret).toMatch(/^development\./);
    expect(row!.secret).not.toContain(secret.slice(6));
  });

  it.each([
    ['https://10.0.0.1/hooks', 'url leads to a machine that is not on the public internet.'],
    ['https://[::ffff:127.0.0.1]/', 'url leads to a machine that is not on the public internet.'],
    ['http://example.com/', 'url must begin with https://.'],
    ['https://user:pw@example.com/', 'url must not hold a user name or a password.'],
    ['example.com', 'url must be an address such as https://example.com/hooks/coaching.'],
  ])('refuse %s', async (url, message) => {
    const answer = await coach.post('/webhooks', { url, types: ['*'] });
    expect(answer).toMatchObject({ status: 422, body: { errors: [{ field: 'url', message }] } });
  });

  it.each([
    [[], 'types must be a list of types of events, or ["*"].'],
    [['booking.baked'], 'types must hold only types of events, such as booking.confirmed, or "*" alone.'],
    [['*', 'booking.moved'], 'types must hold "*" alone: it means all types.'],
    [['booking.moved', 'booking.moved'], 'types must name each type once.'],
  ])('refuse the types %j', async (types, message) => {
    const answer = await coach.post('/webhooks', { url: receiver.url, types });
    expect(answer).toMatchObject({ status: 422, body: { errors: [{ field: 'types', message }] } });
  });

  it('are ten at most, also when eleven are made at once', async () => {
    const body = { url: receiver.url, types: ['*'] };
    const answers = await Promise.all(Array.from({ length: 11 }, () => coach.post('/webhooks', body)));
    expect(answers.map(({ status }) => status).sort()).toEqual([...Array.from({ length: 10 }, () => 201), 409]);
  });
});
