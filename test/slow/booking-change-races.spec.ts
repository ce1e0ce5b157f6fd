import { inHours, type Person, TestApp } from '../support/app.js';
import type { Caller } from '../support/caller.js';
import { expectSoundBooks } from '../support/invariants.js';
import { outcome, RaceTrack, tally } from '../support/races.js';
import { deadlocksIn } from '../support/statements.js';

describe('changes of bookings that race, over two instances,', () => {
  let track: RaceTrack;

  beforeAll(async () => {
    track = await RaceTrack.open();
  });

  afterAll(() => track.close());

  afterEach(() => track.expectNoDeadlock());

  const book = (caller: Caller, coach: Person, slot_number: number, more: object = {}) =>
    caller.post('/bookings/book', { coach_id: coach.id, slot_number, ...more });

  const change = (caller: Caller, id: number, body: object) => caller.put(`/bookings/bookings/${id}`, body);

  const confirmed = async (client: Person, coach: Person, slotNumber: number, more: object = {}) => {
    const id = await track.app.booked(client, coach, slotNumber, more);
    await change(coach, id, { status: 'confirmed' });
    return id;
  };

  const stateOf = async (reader: Person, id: number) => (await reader.get(`/bookings/bookings/${id}`)).body;

  it('end cancelled and free the slot when a confirmation races with a cancellation', async () => {
    const [coach, client] = await Promise.all([track.app.coach(), track.app.client()]);
    await track.rounds(25, async () => {
      const id = await track.app.booked(client, coach);
      const [confirmation, cancellation] = await Promise.all([
        change(coach, id, { status: 'confirmed' }),
        change(track.elsewhere(client), id, { status: 'cancelled' }),
      ]);
      expect(cancellation.status).toBe(200);
      expect(['200', 'invalid-transition']).toContain(outcome(confirmation));
      expect(await stateOf(client, id)).toMatchObject({ status: 'cancelled' });
    });
    expect(await availableSlotsOf(coach)).toBe(10);
  });

  it('restore a slot once when client, coach and admin cancel at once', async () => {
    const [coach, client, admin] = await Promise.all([track.app.coach(), track.app.client(), track.app.admin()]);
    await track.rounds(15, async () => {
      const id = await track.app.booked(client, coach);
      const parties = [client, coach, admin, client, coach, admin];
      const answers = await Promise.all(
        parties.map((party, index) => change(track.at(index, party), id, { status: 'cancelled' })),
      );
      expect(tally(answers)).toEqual({ '200': 6 });
      expect(new Set(answers.map(({ body }) => body.updated_at)).size).toBe(1);
      expect(await availableSlotsOf(coach)).toBe(10);
    });
  });

  it('allow either a completion or a cancellation, and refuse the other', async () => {
    const [coach, client] = await Promise.all([track.app.coach(), track.app.client()]);
    await track.rounds(25, async () => {
      const id = await confirmed(client, coach, 1);
      const [completion, cancellation] = await Promise.all([
        change(coach, id, { status: 'completed' }),
        change(track.elsewhere(client), id, { status: 'cancelled' }),
      ]);
      expect([outcome(completion), outcome(cancellation)].sort()).toEqual(['200', 'invalid-transition']);
      const { status } = (await stateOf(client, id)) as { status: string };
      expect(status).toBe(completion.status === 200 ? 'completed' : 'cancelled');
      expect(await availableSlotsOf(coach)).toBe(10);
    });
  });

  it('refuse two moves that would swap two sessions, and change neither', async () => {
    const [coach, one, other] = await Promise.all([track.app.coach(), track.app.client(), track.app.client()]);
    const [a, b] = [inHours(24), inHours(48)];
    const first = await track.app.booked(one, coach, 1, { scheduled_at: a });
    const second = await track.app.booked(other, coach, 2, { scheduled_at: b });
    await track.rounds(25, async () => {
      const answers = await Promise.all([
        change(coach, first, { scheduled_at: b }),
        change(track.elsewhere(coach), second, { scheduled_at: a }),
      ]);
      expect(tally(answers)).toEqual({ 'time-conflict': 2 });
      expect(await stateOf(coach, first)).toMatchObject({ scheduled_at: a });
      expect(await stateOf(coach, second)).toMatchObject({ scheduled_at: b });
    });
  });

  it('move only one of two sessions to the same time', async () => {
    const [coach, one, other] = await Promise.all([track.app.coach(), track.app.client(), track.app.client()]);
    const first = await track.app.booked(one, coach, 1, { scheduled_at: inHours(24) });
    const second = await track.app.booked(other, coach, 2, { scheduled_at: inHours(48) });
    await track.rounds(25, async (round) => {
      const scheduled_at = inHours(72 + 3 * round);
      const answers = await Promise.all([
        change(coach, first, { scheduled_at }),
        change(track.elsewhere(coach), second, { scheduled_at }),
      ]);
      expect(tally(answers)).toEqual({ '200': 1, 'time-conflict': 1 });
    });
  });

  it('move only one of a client’s sessions with two coaches to the same time', async () => {
    const [client, x, y] = await Promise.all([track.app.client(), track.app.coach(), track.app.coach()]);
    const first = await track.app.booked(client, x, 1, { scheduled_at: inHours(24) });
    const second = await track.app.booked(client, y, 1, { scheduled_at: inHours(48) });
    await track.rounds(15, async (round) => {
      const scheduled_at = inHours(72 + 3 * round);
      const answers = await Promise.all([
        change(x, first, { scheduled_at }),
        change(track.elsewhere(y), second, { scheduled_at }),
      ]);
      expect(tally(answers)).toEqual({ '200': 1, 'time-conflict': 1 });
    });
  });

  it('confirm a session and refuse to move another one onto its time', async () => {
    const [coach, one, other] = await Promise.all([track.app.coach(), track.app.client(), track.app.client()]);
    const mover = await track.app.booked(other, coach, 10, { scheduled_at: inHours(1000) });
    await track.rounds(25, async (round) => {
      const scheduled_at = inHours(24 + round);
      const id = await track.app.booked(one, coach, 1, { scheduled_at });
      const answers = await Promise.all([
        change(coach, id, { status: 'confirmed' }),
        change(track.elsewhere(coach), mover, { scheduled_at }),
      ]);
      expect(answers.map(outcome)).toEqual(['200', 'time-conflict']);
      await change(coach, id, { status: 'completed' });
    });
  });

  it('give a time to either a booking or a move, not to both', async () => {
    const [coach, one, other] = await Promise.all([track.app.coach(), track.app.client(), track.app.client()]);
    const mover = await track.app.booked(other, coach, 10, { scheduled_at: inHours(24) });
    await track.rounds(25, async (round) => {
      const scheduled_at = inHours(48 + 3 * round);
      const [booking, move] = await Promise.all([
        book(one, coach, 1, { scheduled_at }),
        change(track.elsewhere(coach), mover, { scheduled_at }),
      ]);
      expect([outcome(booking), outcome(move)]).toEqual(
        booking.status === 201 ? ['201', 'time-conflict'] : ['time-conflict', '200'],
      );
      if (booking.status === 201) await change(one, booking.body.id, { status: 'cancelled' });
    });
  });

  async function availableSlotsOf(coach: Person): Promise<number> {
    const { body } = await coach.get(`/bookings/coaches/${coach.id}`);
    return (body as { available_slots: number }).available_slots;
  }
});

describe('sessions that are moved onto one another while PostgreSQL is slow', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await TestApp.start();
    // Slow inserts: all racing transactions are between writing a row and checking its overlaps.
    await app.sql(`CREATE FUNCTION slowly(integer) RETURNS integer LANGUAGE plpgsql IMMUTABLE AS $$
      BEGIN PERFORM pg_sleep(0.02); RETURN $1; END $$`);
    await app.sql('CREATE INDEX bookings_slow_idx ON bookings (slowly(id))');
    for (const name of ['bookings_coach_no_overlap', 'bookings_client_no_overlap']) {
      const [row] = await app.sql<{ definition: string }>(
        'SELECT pg_get_constraintdef(oid) AS definition FROM pg_constraint WHERE conname = $1',
        [name],
      );
      const again = `DROP CONSTRAINT ${name}, ADD CONSTRAINT ${name} ${row!.definition}`;
      await app.sql(['ALTER TABLE bookings', again].join(' '));
    }
  });

  afterAll(() => expectSoundBooks(app));
  afterAll(() => app.stop());

  it('wait for one another without a deadlock', async () => {
    const [coach, other, clients] = await Promise.all([app.coach(), app.coach(), app.clients(3)]);
    const times = [24, 48, 72].map((hours) => inHours(hours));
    const ids = await Promise.all(
      times.map((scheduled_at, index) => app.booked(clients[index]!, coach, index + 1, { scheduled_at })),
    );
    const swaps = await Promise.all(
      ids.map((id, index) => coach.put(`/bookings/bookings/${id}`, { scheduled_at: times[(index + 1) % 3] })),
    );
    expect(tally(swaps)).toEqual({ 'time-conflict': 3 });

    // Each coach moves one of the client's two sessions, while the client books a third coach for the same time.
    const elsewhere = await app.booked(clients[0]!, other, 1, { scheduled_at: inHours(96) });
    const scheduled_at = inHours(120);
    const moves = await Promise.all([
      coach.put(`/bookings/bookings/${ids[0]}`, { scheduled_at }),
      other.put(`/bookings/bookings/${elsewhere}`, { scheduled_at }),
      clients[0]!.post('/bookings/book', { coach_id: (await app.coach()).id, slot_number: 1, scheduled_at }),
    ]);
    const { '200': moved = 0, '201': booked = 0, 'time-conflict': refused } = tally(moves);
    expect([moved + booked, refused]).toEqual([1, 2]);
    expect(await deadlocksIn(app)).toBe(0);
  });
});
