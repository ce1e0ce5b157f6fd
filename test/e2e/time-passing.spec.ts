import { DataSource } from 'typeorm';
import { Worker } from '../../src/outbox/worker.js';
import { type Person, TestApp } from '../support/app.js';
import { expectSoundBooks } from '../support/invariants.js';
import { opened } from '../support/schedules.js';
import { allStatementsOf } from '../support/statements.js';
import { workOff } from '../support/worker.js';

const NOON = new Date('2027-03-20T12:00:00Z');
const TEN = Date.parse('2027-03-22T10:00:00Z');
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const at = (milliseconds: number) => new Date(milliseconds);
const iso = (milliseconds: number) => at(milliseconds).toISOString();

interface State {
  readonly status: string;
  readonly cancelled_by: string | null;
  readonly sequence: number;
  readonly updated_at: string;
}

/** Works off everything that is due at `now`. */
async function pass(app: TestApp, now: Date): Promise<void> {
  const worker = app.nest.get(Worker);
  while (await worker.tick(now));
}

describe('bookings as time passes', () => {
  let app: TestApp;
  let coach: Person;
  let client: Person;

  beforeAll(async () => {
    app = await TestApp.start();
  });

  beforeEach(async () => {
    app.setTime(NOON);
    [coach, client] = await Promise.all([app.coach(), app.client()]);
  });

  afterEach(() => expectSoundBooks(app));
  afterAll(() => app.stop());

  const inSlot = (slot = 1, start = TEN) => app.booked(client, coach, slot, { scheduled_at: iso(start) });
  const inTime = async (start = TEN) => {
    const { status, body } = await client.post('/bookings/book', {
      coach_id: coach.id,
      scheduled_at: iso(start),
    });
    expect(status).toBe(201);
    return body.id as number;
  };
  const put = (by: Person, id: number, body: object) => by.put(`/bookings/bookings/${id}`, body);
  const stateOf = async (id: number) => {
    const [state] = await app.sql<State>(
      `SELECT status, cancelled_by, sequence, updated_at FROM bookings WHERE id = $1`,
      [id],
    );
    return state!;
  };

  it('cancels a pending one at its start, and not a millisecond before', async () => {
    await opened(app, coach, {}, { minutes: 45 });
    const ids = [await inSlot(), await inTime(TEN + 2 * HOUR)];
    await pass(app, at(TEN - 1));
    expect((await stateOf(ids[0]!)).status).toBe('pending');
    await pass(app, at(TEN));
    const cancelled = { status: 'cancelled', cancelled_by: 'system' };
    expect(await stateOf(ids[0]!)).toEqual({ ...cancelled, sequence: 1, updated_at: iso(TEN) });
    await pass(app, at(TEN + 2 * HOUR - 1));
    expect((await stateOf(ids[1]!)).status).toBe('pending');
    await pass(app, at(TEN + 2 * HOUR));
    expect(await stateOf(ids[1]!)).toMatchObject(cancelled);
  });

  it('completes a confirmed one 24 hours after its end, and not a millisecond before', async () => {
    await opened(app, coach, { auto_confirm: true }, { minutes: 45 });
    const [slot, time] = [await inSlot(), await inTime(TEN + 2 * HOUR)];
    await put(coach, slot, { status: 'confirmed' });
    await pass(app, at(TEN + HOUR + DAY - 1));
    expect((await stateOf(slot)).status).toBe('confirmed');
    const due = TEN + HOUR + DAY;
    await pass(app, at(due));
    expect(await stateOf(slot)).toMatchObject({ status: 'completed', cancelled_by: null, updated_at: iso(due) });
    const end = TEN + 2 * HOUR + 45 * 60_000;
    await pass(app, at(end + DAY - 1));
    expect((await stateOf(time)).status).toBe('confirmed');
    await pass(app, at(end + DAY));
    expect((await stateOf(time)).status).toBe('completed');
  });

  it('leaves alone what has no time and what is over, and sweeps holds that have expired', async () => {
    await opened(app, coach);
    const [pending, confirmed] = [await app.booked(client, coach, 1), await app.booked(client, coach, 2)];
    const cancelled = await inSlot(3);
    await put(coach, confirmed, { status: 'confirmed' });
    await put(client, cancelled, { status: 'cancelled' });
    await client.post('/bookings/holds', { coach_id: coach.id, scheduled_at: iso(TEN + 4 * HOUR) });
    const before = await stateOf(cancelled);
    await pass(app, at(TEN + 365 * DAY));
    expect((await stateOf(pending)).status).toBe('pending');
    expect((await stateOf(confirmed)).status).toBe('confirmed');
    expect(await stateOf(cancelled)).toEqual(before);
    expect(await app.sql(`SELECT FROM bookings WHERE kind = 'hold'`)).toEqual([]);
  });

  it('notes in the history that the system did it, and frees slot and time', async () => {
    const id = await inSlot();
    await pass(app, at(TEN));
    const { body } = await client.get(`/bookings/bookings/${id}/history`);
    expect((body as unknown[]).at(-1)).toEqual({
      ...{ at: iso(TEN), by: 'system', by_name: null, from_status: 'pending', to_status: 'cancelled' },
      ...{ from_time: iso(TEN), to_time: iso(TEN), reason: null },
    });
    const { body: shown } = await client.get(`/bookings/coaches/${coach.id}`);
    expect(shown).toMatchObject({ available_slots: 10, booked_slots: 0 });
    const events = await app.sql(`SELECT type, actor_role FROM events WHERE subject_id = $1 ORDER BY id DESC LIMIT 1`, [
      id,
    ]);
    expect(events).toEqual([{ type: 'booking.expired', actor_role: 'system' }]);
  });

  it('changes nothing the second time, in one statement', async () => {
    const id = await inSlot();
    await workOff(app, at(TEN + DAY));
    const before = await stateOf(id);
    const sent = await allStatementsOf(app, () => pass(app, at(TEN + DAY)));
    expect(sent).toHaveLength(1);
    expect(await stateOf(id)).toEqual(before);
  });

  it('works off many in batches, each once, over two instances', async () => {
    const twin = await app.twin();
    await app.sql(
      `INSERT INTO bookings (coach_id, client_id, scheduled_at, ends_at)
       SELECT $1, $2, hour, hour + interval '1 hour'
         FROM generate_series('2027-01-01Z'::timestamptz, '2027-01-15Z', interval '1 hour') hour`,
      [coach.id, client.id],
    );
    const statements = await allStatementsOf(app, () => Promise.all([pass(app, NOON), pass(twin, NOON)]));
    await pass(app, NOON);
    expect(statements.filter((statement) => statement.includes('UPDATE bookings')).length).toBeLessThan(10);
    const [count] = await app.sql(
      `SELECT count(*)::int AS changes, count(DISTINCT booking_id)::int AS bookings
         FROM booking_history h JOIN bookings b ON b.id = h.booking_id
        WHERE b.coach_id = $1 AND h.to_status = 'cancelled' AND h.actor_role = 'system'`,
      [coach.id],
    );
    expect(count).toEqual({ changes: 337, bookings: 337 });
  });

  it('waits for nobody who changes a booking or its coach, and catches up', async () => {
    const [id, other] = [await inSlot(1), await inSlot(2, TEN + HOUR)];
    const { manager } = app.nest.get(DataSource);
    await manager.transaction(async (tx) => {
      await tx.query(`UPDATE bookings SET notes = 'Later' WHERE id = $1`, [id]);
      await pass(app, at(TEN + HOUR));
      expect([(await stateOf(id)).status, (await stateOf(other)).status]).toEqual(['pending', 'cancelled']);
    });
    await pass(app, at(TEN + HOUR));
    expect((await stateOf(id)).status).toBe('cancelled');
  });

  it('are confirmed by their coach, or cancelled by the system, never both', async () => {
    for (let round = 0; round < 10; round++) {
      const start = TEN + round * DAY;
      const ids = [await inSlot(1, start), await inSlot(2, start + HOUR), await inSlot(3, start + 2 * HOUR)];
      app.setTime(at(start - 1));
      const [answers] = await Promise.all([
        Promise.all(ids.map((id) => put(coach, id, { status: 'confirmed' }))),
        pass(app, at(start + 3 * HOUR)),
      ]);
      for (const [index, { status, body }] of answers.entries()) {
        const won = status === 200;
        expect([200, 409]).toContain(status);
        if (!won) expect(body.code).toBe('invalid-transition');
        expect((await stateOf(ids[index]!)).status).toBe(won ? 'confirmed' : 'cancelled');
      }
      await pass(app, at(start + 3 * DAY));
    }
  });

  it('are cancelled once when client and system do so at the same time', async () => {
    for (let round = 0; round < 10; round++) {
      const start = TEN + round * DAY;
      const id = await inSlot(1, start);
      const [{ status }] = await Promise.all([put(client, id, { status: 'cancelled' }), pass(app, at(start))]);
      expect(status).toBe(200);
      const ends = await app.sql<{ actor_role: string }>(
        `SELECT actor_role FROM booking_history WHERE booking_id = $1 AND to_status = 'cancelled'`,
        [id],
      );
      expect(ends).toHaveLength(1);
      expect((await stateOf(id)).cancelled_by).toBe(ends[0]!.actor_role);
    }
  });
});
