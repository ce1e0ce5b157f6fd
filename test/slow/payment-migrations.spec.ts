import { NAMES, type Row, Schema } from '../contract/migration-schema.js';

const BEFORE = NAMES.findIndex((full) => full.startsWith('MoveRefundedBookings'));

const PEOPLE = `
  INSERT INTO users (email, password_hash, full_name, role)
  VALUES ('coach@example.com', 'x', 'Coach', 'coach'), ('client@example.com', 'x', 'Client', 'client')`;
const REFUNDED = `
  INSERT INTO bookings (coach_id, client_id, slot_number, scheduled_at, ends_at, status, price_minor, currency, payment_status, payment_method,
                        payment_minor, refunded_minor)
  VALUES (1, 2, 7, '2030-09-01 09:00Z', '2030-09-01 10:00Z', 'pending', 4550, 'EUR', 'refunded', 'card', 4550, 4550)`;

describe('the migrations of payments', () => {
  let schema: Schema;

  beforeEach(async () => {
    schema = await Schema.empty();
    await schema.upTo(NAMES.length);
    await schema.connection.query(PEOPLE);
  });

  afterEach(async () => {
    jest.restoreAllMocks();
    await schema.drop();
  });

  async function revert(): Promise<void> {
    for (let left = (await schema.applied()).length; left > BEFORE; left--) await schema.revert();
  }

  it('refuse to go back while a refunded booking is pending, and keep it', async () => {
    jest.spyOn(console, 'log').mockReturnValue(); // TypeORM also prints the error there
    await schema.connection.query(REFUNDED);
    await expect(revert()).rejects.toThrow('there is no way back');
    expect(await schema.applied()).toEqual(NAMES.slice(0, BEFORE + 1));
    await schema.connection.query(`UPDATE bookings SET status = 'confirmed'`);
    await revert();
    expect(await schema.connection.query<Row[]>(`SELECT status, payment_status FROM bookings`)).toEqual([
      { status: 'confirmed', payment_status: 'refunded' },
    ]);
    await schema.upTo(NAMES.length);
  });
});
