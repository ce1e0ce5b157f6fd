import type { Channel, Delivery } from '../../src/outbox/channel.js';
import { DeliveryRefusedError } from '../../src/outbox/channel.js';
import type { Deed, Effect } from '../../src/outbox/events.js';
import { type Consumer, Outbox } from '../../src/outbox/outbox.service.js';
import type { Transaction } from '../../src/database/database.js';
import { Database } from '../../src/database/database.js';
import { type Person, TestApp } from '../support/app.js';
import { until } from '../support/until.js';
import { workOff } from '../support/worker.js';

const NOON = Date.parse('2027-03-20T12:00:00Z');
const MINUTE = 60_000;
const at = (milliseconds: number) => new Date(NOON + milliseconds);

/** Remembers the deeds that it was handed. */
class Listener implements Consumer {
  readonly deeds: string[][] = [];

  constructor(private readonly write: (tx: Transaction, deed: Deed) => Promise<void> = () => Promise.resolve()) {}

  async consume(tx: Transaction, deeds: readonly Deed[]): Promise<void> {
    for (const deed of deeds) await this.write(tx, deed);
    this.deeds.push(...deeds.map((deed) => deed.map(({ type, subjectId }) => `${type} ${subjectId}`)));
  }
}

/** A channel to nowhere, which does with each delivery what the test says. */
class Sink implements Channel {
  readonly name = 'mail';
  readonly atOnce = 2;
  readonly delivered: string[] = [];

  constructor(private readonly answer: (delivery: Delivery) => Promise<string | null> = () => Promise.resolve(null)) {}

  async deliver(delivery: Delivery): Promise<string | null> {
    const detail = await this.answer(delivery);
    this.delivered.push(`${delivery.key} try ${delivery.attempts}`);
    return detail;
  }
}

const effect = (key: string, more: Partial<Effect> = {}): Effect => ({
  ...{ channel: 'mail', message: 'greeting', key, recipientId: null, data: {} },
  ...more,
});

describe('the outbox', () => {
  let app: TestApp;
  let admin: Person;

  beforeEach(async () => {
    app = await TestApp.start();
    app.setTime(at(0));
    admin = await app.admin();
  });

  afterEach(() => app.stop());

  const listening = async (listener: Consumer, environment: Record<string, string> = {}) => {
    const twin = await app.twin(environment);
    twin.setTime(at(0));
    twin.nest.get(Outbox).consumers.push(listener);
    return twin;
  };
  const enqueue = (...effects: Effect[]) => app.nest.get(Outbox).enqueue(app.nest.get(Database), effects);
  const open = (sink: Sink) => app.nest.get(Outbox).open(sink);
  const deliveries = async (query = '') =>
    (await admin.get(`/admin/deliveries${query}`)).body as Record<string, unknown>[];

  describe('events', () => {
    it('are handed over once, whatever the number of workers, one deed at a time', async () => {
      const listeners = [new Listener(), new Listener()];
      const twins = [await listening(listeners[0]!), await listening(listeners[1]!)];
      const [coach, client] = [await app.coach(), await app.client()];
      const ids = [await app.booked(client, coach, 1), await app.booked(client, coach, 2)];
      await admin.delete(`/admin/users/${client.id}`);
      await Promise.all(twins.map((twin) => workOff(twin, at(0))));
      const deeds = listeners.flatMap(({ deeds }) => deeds);
      expect(deeds.filter((deed) => deed.some((event) => event.startsWith('booking.')))).toHaveLength(3);
      expect(deeds).toContainEqual([...ids.map((id) => `booking.cancelled ${id}`), `account.deleted ${client.id}`]);
    });

    it('of what was rolled back do not exist', async () => {
      const listener = new Listener();
      const twin = await listening(listener);
      const [coach, client] = [await app.coach(), await app.client()];
      const booking = app.nest.get(Database).transaction(async (tx) => {
        await tx.rows(`INSERT INTO bookings (coach_id, client_id, slot_number) VALUES ($1, $2, 1)`, [
          coach.id,
          client.id,
        ]);
        throw new Error('rolled back');
      });
      await expect(booking).rejects.toThrow('rolled back');
      await workOff(twin, at(0));
      expect(listener.deeds).toEqual([]);
    });

    it('that cannot be handled wait for a minute, and let all others pass', async () => {
      const [coach, client] = [await app.coach(), await app.client()];
      const ids: number[] = [];
      for (const slot of [1, 2, 3]) ids.push(await app.booked(client, coach, slot));
      let isBroken = true;
      const listener = new Listener((_tx, [event]) =>
        isBroken && event!.subjectId === ids[1] ? Promise.reject(new Error('a defect')) : Promise.resolve(),
      );
      const twin = await listening(listener);
      await workOff(twin, at(0));
      expect(listener.deeds.flat()).toEqual([`booking.requested ${ids[0]}`, `booking.requested ${ids[2]}`]);
      isBroken = false;
      await workOff(twin, at(MINUTE - 1));
      expect(listener.deeds).toHaveLength(2);
      await workOff(twin, at(MINUTE));
      expect(listener.deeds.flat().at(-1)).toBe(`booking.requested ${ids[1]}`);
    });

    it('and what follows from them commit together', async () => {
      const [coach, client] = [await app.coach(), await app.client()];
      await app.booked(client, coach);
      let isBroken = true;
      const listener = new Listener(async (tx) => {
        await tx.rows(`UPDATE users SET full_name = full_name || '!' WHERE id = $1`, [client.id]);
        if (isBroken) throw new Error('a defect');
      });
      const twin = await listening(listener);
      await workOff(twin, at(0));
      isBroken = false;
      await workOff(twin, at(MINUTE));
      const [row] = await app.sql<{ full_name: string }>(`SELECT full_name FROM users WHERE id = $1`, [client.id]);
      expect(row!.full_name).toBe(`${client.name}!`);
    });

    it('are acted upon at once after a write, not only when a second is over', async () => {
      const listener = new Listener();
      const twin = await listening(listener, { WORKER: 'on' });
      const [coach, client] = [await app.coach(), await app.client()];
      const lags: number[] = [];
      for (const slot of [1, 2, 3, 4, 5]) {
        await twin.with(client.token!).post('/bookings/book', { coach_id: coach.id, slot_number: slot });
        const begun = performance.now();
        await until('the event is handled', () => Promise.resolve(listener.deeds.length === slot));
        lags.push(performance.now() - begun);
      }
      expect(lags.toSorted((a, b) => a - b)[2]).toBeLessThan(400);
    });
  });

  describe('deliveries', () => {
    it('are made once for each key', async () => {
      const sink = new Sink();
      open(sink);
      await enqueue(effect('a'), effect('b'));
      await enqueue(effect('a'));
      await workOff(app, at(0));
      await workOff(app, at(MINUTE));
      expect(sink.delivered.toSorted()).toEqual(['a try 1', 'b try 1']);
      expect(await deliveries()).toMatchObject([
        { message: 'greeting', status: 'done', attempts: 1, due_at: null, detail: null },
        { status: 'done' },
      ]);
    });

    it('for a channel that nobody opened are not kept', async () => {
      await enqueue(effect('a'));
      expect(await deliveries()).toEqual([]);
    });

    it('that fail are tried again after growing pauses, then rest as failed until an admin retries', async () => {
      let isBroken = true;
      const sink = new Sink(() => (isBroken ? Promise.reject(new Error('no route')) : Promise.resolve(null)));
      open(sink);
      await enqueue(effect('a'));
      let now = 0;
      const pauses: number[] = [];
      for (let attempt = 1; attempt <= 10; attempt++) {
        await workOff(app, at(now));
        const [{ due_at, attempts, detail } = {}] = await deliveries('?status=waiting');
        expect([attempts, detail]).toEqual([attempt, 'no route']);
        const next = Date.parse(due_at as string) - NOON;
        pauses.push(next - now);
        now = next;
      }
      expect(pauses).toEqual(pauses.toSorted((a, b) => a - b));
      await workOff(app, at(now));
      const [failed] = await deliveries('?status=failed&channel=mail');
      expect(failed).toMatchObject({ attempts: 11, due_at: null, detail: 'no route' });
      isBroken = false;
      app.setTime(at(now));
      const { status, body } = await admin.post(`/admin/deliveries/${failed!['id'] as number}/retry`, undefined);
      expect([status, body.status]).toEqual([202, 'waiting']);
      await workOff(app, at(now));
      expect(await deliveries()).toMatchObject([{ status: 'done', attempts: 12 }]);
      const again = await admin.post(`/admin/deliveries/${failed!['id'] as number}/retry`, undefined);
      expect([again.status, again.body.code]).toEqual([409, 'delivery-done']);
      const unknown = await admin.post('/admin/deliveries/9007199254740991/retry', undefined);
      expect([unknown.status, unknown.body.code]).toEqual([404, 'delivery-not-found']);
    });

    it('that the receiver refuses for good fail at once', async () => {
      open(new Sink(() => Promise.reject(new DeliveryRefusedError('550'))));
      await enqueue(effect('a'));
      await workOff(app, at(0));
      expect(await deliveries()).toMatchObject([{ status: 'failed', attempts: 1, detail: '550' }]);
    });

    it('are not made before their time, nor after it', async () => {
      const sink = new Sink();
      open(sink);
      await enqueue(
        effect('early', { dueAt: at(MINUTE) }),
        effect('late', { dueAt: at(MINUTE), expiresAt: at(2 * MINUTE) }),
      );
      await workOff(app, at(MINUTE - 1));
      expect(sink.delivered).toEqual([]);
      await workOff(app, at(2 * MINUTE));
      expect(sink.delivered).toEqual(['early try 1']);
      expect(await deliveries('?status=failed')).toMatchObject([{ detail: 'Its time had passed.' }]);
    });

    it('that a dead process took are made by another when the lease is over, and only its result counts', async () => {
      let release = (): void => undefined;
      const stuck = new Promise<void>((resolve) => (release = resolve));
      const slow = new Sink(() => stuck.then(() => 'too late'));
      open(slow);
      await enqueue(effect('a'));
      const first = workOff(app, at(0));
      await until('it was taken', async () => (await deliveries())[0]!['attempts'] === 1);
      const twin = await app.twin();
      const sink = new Sink();
      twin.nest.get(Outbox).open(sink);
      await workOff(twin, at(MINUTE - 1));
      expect(sink.delivered).toEqual([]);
      await workOff(twin, at(MINUTE));
      expect(sink.delivered).toEqual(['a try 2']);
      release();
      await first;
      expect(await deliveries()).toMatchObject([{ status: 'done', attempts: 2, detail: null }]);
    });

    it('go with the user whom they were for', async () => {
      const sink = new Sink();
      open(sink);
      const client = await app.client();
      await enqueue(effect('a', { recipientId: client.id, dueAt: at(MINUTE) }));
      expect((await admin.delete(`/admin/users/${client.id}`)).status).toBe(204);
      await workOff(app, at(MINUTE));
      expect(sink.delivered).toEqual([]);
    });

    it('go when a year is over, and events and notifications with them', async () => {
      const DAY = 24 * 60 * MINUTE;
      await app.booked(await app.client(), await app.coach());
      await workOff(app, at(0));
      open(new Sink());
      await enqueue(effect('a'), effect('b', { dueAt: at(400 * DAY) }));
      await workOff(app, at(0));
      await app.sql(`UPDATE events SET at = $1`, [at(0)]);
      await workOff(app, at(365 * DAY));
      expect(await deliveries()).toHaveLength(2);
      await workOff(app, at(366 * DAY - 1));
      expect(await deliveries()).toHaveLength(2);
      await workOff(app, at(366 * DAY));
      expect(await deliveries()).toMatchObject([{ status: 'waiting' }]);
      expect(await app.sql(`SELECT FROM events`)).toEqual([]);
      expect(await app.sql(`SELECT FROM notifications`)).toEqual([]);
    });

    it('and what waits show in the metrics', async () => {
      open(new Sink());
      await enqueue(effect('a'), effect('b', { dueAt: at(-MINUTE) }));
      const before = await (await fetch(`${app.origin}/metrics`)).text();
      expect(before).toContain('deliveries{channel="mail",status="waiting"} 2');
      expect(before).toContain('outbox_oldest_waiting_seconds{what="mail"} 60');
      await workOff(app, at(0));
      const after = await (await fetch(`${app.origin}/metrics`)).text();
      expect(after).toContain('deliveries{channel="mail",status="done"} 2');
      expect(after).toContain('outbox_oldest_waiting_seconds{what="mail"} 0');
    });
  });
});
