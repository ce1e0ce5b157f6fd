import { Database } from '../../src/database/database.js';
import { type Person, TestApp } from '../support/app.js';
import { opened } from '../support/schedules.js';
import { untilSomeoneWaits } from '../support/statements.js';

const MONDAY = Date.now() - (Date.now() % 86_400_000) + 20 * 86_400_000;
const at = (hour: number) => new Date(MONDAY + hour * 3_600_000).toISOString();
const TURN = `SELECT bookings_take_turns($1, $2)`;

describe('a client keeps their hold', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await TestApp.start();
  });

  afterAll(() => app.stop());

  const people = async () => {
    const [coach, client] = [await app.coach(), await app.client()];
    await opened(app, coach);
    return { coach, client };
  };
  const hold = async (client: Person, coach: Person, scheduled_at: string) => {
    const { status } = await client.post('/bookings/holds', { coach_id: coach.id, scheduled_at });
    expect(status).toBe(201);
  };
  const held = async (client: Person) =>
    (await app.sql(`SELECT FROM bookings WHERE kind = 'hold' AND client_id = $1`, [client.id])).length;

  /** Asks while it is somebody else's turn, and does `meanwhile` before it is the request's. */
  const overtaken = async <Result>(coach: Person, ask: () => Promise<Result>, meanwhile: string, values: unknown[]) => {
    const other = await app.nest.get(Database).pool.connect();
    await other.query('BEGIN');
    await other.query(TURN, [coach.id, 0]);
    const asked = ask();
    await untilSomeoneWaits(app);
    await other.query(meanwhile, values);
    await other.query('COMMIT');
    other.release();
    return asked;
  };

  it('when their booking, which they move onto it, is cancelled meanwhile', async () => {
    const { coach, client } = await people();
    const { body: booking } = await client.post('/bookings/book', { coach_id: coach.id, scheduled_at: at(0) });
    await hold(client, coach, at(5));
    const move = () => client.post(`/bookings/bookings/${booking.id}/move`, { scheduled_at: at(5) });
    const cancel = `UPDATE bookings SET status = 'cancelled', cancelled_by = 'coach' WHERE id = $1`;
    const { status } = await overtaken(coach, move, cancel, [booking.id]);
    expect(status).toBe(409);
    expect(await held(client)).toBe(1);
  });

  it('when the slot that they book at its time is taken meanwhile', async () => {
    const { coach, client } = await people();
    const other = await app.client();
    await hold(client, coach, at(5));
    const book = () => client.post('/bookings/book', { coach_id: coach.id, slot_number: 3, scheduled_at: at(5) });
    const take = `INSERT INTO bookings (coach_id, client_id, slot_number) VALUES ($1, $2, 3)`;
    const { status, body } = await overtaken(coach, book, take, [coach.id, other.id]);
    expect([status, body.code]).toEqual([409, 'slot-taken']);
    expect(await held(client)).toBe(1);
  });

  it('because a slot without a time is booked in turn, too', async () => {
    const { coach, client } = await people();
    const book = () => client.post('/bookings/book', { coach_id: coach.id, slot_number: 4 });
    const { status } = await overtaken(coach, book, 'SELECT', []);
    expect(status).toBe(201);
  });
});
