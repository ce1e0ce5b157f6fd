import { DataSource } from 'typeorm';
import { inHours, type Person } from '../support/app.js';
import type { Caller } from '../support/caller.js';
import { expectSoundBooks } from '../support/invariants.js';
import { outcome, RaceTrack, tally } from '../support/races.js';
import { onceSomeoneWaits } from '../support/statements.js';

describe('bookings that race, over two instances,', () => {
  let track: RaceTrack;
  let clients: Person[];

  beforeAll(async () => {
    track = await RaceTrack.open();
    clients = await track.app.clients(64);
  });

  afterAll(() => track.close());

  afterEach(() => track.expectNoDeadlock());

  const book = (caller: Caller, coach: Person, slot_number: number, more: object = {}) =>
    caller.post('/bookings/book', { coach_id: coach.id, slot_number, ...more });

  const change = (caller: Caller, id: number, body: object) => caller.put(`/bookings/bookings/${id}`, body);

  it('give a slot to one of 64 clients, and answer the others that it is taken', async () => {
    await track.rounds(10, async () => {
      const coach = await track.app.coach();
      const answers = await Promise.all(clients.map((client, index) => book(track.at(index, client), coach, 7)));
      expect(tally(answers)).toEqual({ '201': 1, 'slot-taken': 63 });
    });
  });

  it('give the ten slots of a coach to ten of fifty clients', async () => {
    await track.rounds(20, async () => {
      const coach = await track.app.coach();
      const answers = await Promise.all(
        clients.slice(0, 50).map((client, index) => book(track.at(index, client), coach, (index % 10) + 1)),
      );
      const { '201': won, 'slot-taken': taken = 0, 'no-available-slots': full = 0, ...others } = tally(answers);
      expect({ won, refused: taken + full, others }).toEqual({ won: 10, refused: 40, others: {} });
    });
  });

  it('give a slot once to a client who asks twenty times', async () => {
    await track.rounds(20, async (round) => {
      const coach = await track.app.coach();
      const answers = await Promise.all(
        Array.from({ length: 20 }, (_, index) => book(track.at(index, clients[round]!), coach, 1)),
      );
      expect(tally(answers)).toEqual({ '201': 1, 'already-booked': 19 });
    });
  });

  it('give a coach’s time to one of ten clients with different slots', async () => {
    await track.rounds(20, async (round) => {
      const coach = await track.app.coach();
      const answers = await Promise.all(
        clients
          .slice(0, 10)
          .map((client, index) =>
            book(track.at(index, client), coach, index + 1, { scheduled_at: inHours(1000 + 3 * round + index / 20) }),
          ),
      );
      expect(tally(answers)).toEqual({ '201': 1, 'time-conflict': 9 });
    });
  });

  it('give a client who asks ten coaches for the same time one session', async () => {
    const coaches = await Promise.all(Array.from({ length: 10 }, () => track.app.coach()));
    await track.rounds(20, async (round) => {
      const scheduled_at = inHours(24 * (round + 1));
      const answers = await Promise.all(
        coaches.map((coach, index) => book(track.at(index, clients[round]!), coach, 1, { scheduled_at })),
      );
      expect(tally(answers)).toEqual({ '201': 1, 'time-conflict': 9 });
      const { id } = answers.find(({ status }) => status === 201)!.body as { id: number };
      await change(clients[round]!, id, { status: 'cancelled' });
    });
  });

  it('never deadlock when many clients ask many coaches for the same time', async () => {
    const coaches = await Promise.all(Array.from({ length: 4 }, () => track.app.coach()));
    await track.rounds(15, async (round) => {
      const bids = coaches.flatMap((coach, column) =>
        clients.slice(0, 8).map((client, row) => ({ coach, client, slot: row + 1, offset: ((row + column) % 3) / 3 })),
      );
      const answers = await Promise.all(
        bids.map(({ coach, client, slot, offset }, index) =>
          book(track.at(index, client), coach, slot, { scheduled_at: inHours(24 * (round + 1) + offset) }),
        ),
      );
      const { '201': won = 0, 'time-conflict': refused, ...others } = tally(answers);
      expect(others).toEqual({});
      expect(won).toBeGreaterThanOrEqual(1);
      expect(won + (refused ?? 0)).toBe(bids.length);
      await Promise.all(
        answers.flatMap(({ status, body }, index) =>
          status === 201 ? [change(bids[index]!.client, body.id, { status: 'cancelled' })] : [],
        ),
      );
    });
  });

  it('give a slot to a new client when its holder cancels meanwhile', async () => {
    const coach = await track.app.coach();
    let [holder, id] = [clients[0]!, await track.app.booked(clients[0]!, coach, 1)];
    await track.rounds(25, async () => {
      const bidders = clients.slice(1, 9).filter((client) => client !== holder);
      const [cancellation, ...answers] = await Promise.all([
        change(holder, id, { status: 'cancelled' }),
        ...bidders.map((client, index) => book(track.at(index, client), coach, 1)),
      ]);
      expect(cancellation.status).toBe(200);
      const { '201': won = 0, 'slot-taken': taken = 0, ...others } = tally(answers);
      expect(others).toEqual({});
      expect(won + taken).toBe(bidders.length);
      expect(won).toBeLessThanOrEqual(1);
      const winner = answers.findIndex(({ status }) => status === 201);
      holder = winner === -1 ? clients[0]! : bidders[winner]!;
      id = winner === -1 ? await track.app.booked(holder, coach, 1) : (answers[winner]!.body.id as number);
    });
  });

  it('are refused once the coach is deactivated', async () => {
    await track.rounds(15, async () => {
      const coach = await track.app.coach();
      const [answers] = await Promise.all([
        Promise.all(clients.slice(0, 10).map((client, index) => book(track.at(index, client), coach, index + 1))),
        track.app.sql('UPDATE users SET is_active = false WHERE id = $1', [coach.id]),
      ]);
      const { '201': won = 0, 'coach-not-found': refused = 0, ...others } = tally(answers);
      expect({ asked: won + refused, others }).toEqual({ asked: 10, others: {} });
      const stored = await track.app.sql('SELECT id FROM bookings WHERE coach_id = $1', [coach.id]);
      expect(stored).toHaveLength(won);
    });
  });

  it.each([
    ['coach', 'coach-not-found'],
    ['client', 'unauthenticated'],
  ] as const)('wait for a transaction that deactivates the %s, and are then refused', async (who, code) => {
    const { app } = track;
    const [coach, client] = await Promise.all([app.coach(), app.client()]);
    const admin = app.nest.get(DataSource).createQueryRunner();
    await admin.startTransaction();
    await admin.query('UPDATE users SET is_active = false WHERE id = $1', [who === 'coach' ? coach.id : client.id]);
    const booking = book(client, coach, 1);
    try {
      await onceSomeoneWaits(app, () => admin.commitTransaction());
    } finally {
      await admin.release();
    }
    const answer = await booking;
    expect(outcome(answer)).toBe(code);
    expect(await app.sql('SELECT id FROM bookings WHERE coach_id = $1', [coach.id])).toEqual([]);
    await expectSoundBooks(app);
  });
});
