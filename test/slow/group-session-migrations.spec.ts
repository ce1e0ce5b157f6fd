import { NAMES, type Row, Schema } from '../contract/migration-schema.js';

const BEFORE = NAMES.findIndex((full) => full.startsWith('AddGroupSessions'));

const PEOPLE = `
  INSERT INTO users (email, password_hash, full_name, role)
  VALUES ('coach@example.com', 'x', 'Coach', 'coach'), ('client@example.com', 'x', 'Client', 'client'), ('other@example.com', 'x', 'Other', 'client')`;
const SESSION = `
  WITH type AS (INSERT INTO session_types (coach_id, name, minutes, capacity) VALUES (1, 'Mobility', 60, 3) RETURNING id)
  INSERT INTO group_sessions (coach_id, session_type_id, session_type_name, starts_at, ends_at, capacity)
  SELECT 1, id, 'Mobility', '2030-03-01 09:00Z', '2030-03-01 10:00Z', 3 FROM type`;
const SEAT = `
  INSERT INTO bookings (coach_id, client_id, group_session_id, scheduled_at, ends_at)
  SELECT coach_id, 2, id, starts_at, ends_at FROM group_sessions`;
const OFFERED = [
  `UPDATE users SET total_slots = 1 WHERE id = 1`,
  `INSERT INTO bookings (coach_id, client_id, slot_number) VALUES (1, 2, 1)`,
  `INSERT INTO waitlist_entries (coach_id, client_id, kind) VALUES (1, 3, 'slot'), (1, 2, 'slot')`,
  `UPDATE bookings SET status = 'cancelled', cancelled_by = 'client' WHERE slot_number = 1`,
];

/** What the rows that everybody has do not show: those that change or stop the way down. */
describe('the migrations of group sessions and waitlists', () => {
  let schema: Schema;

  beforeEach(async () => {
    schema = await Schema.empty();
    await schema.upTo(NAMES.length);
    await schema.connection.query(PEOPLE);
    await schema.connection.query(`INSERT INTO schedules (coach_id) VALUES (1)`);
    await schema.connection.query(SESSION);
  });

  afterEach(async () => {
    jest.restoreAllMocks();
    await schema.drop();
  });

  async function revert(): Promise<void> {
    for (let left = (await schema.applied()).length; left > BEFORE; left--) await schema.revert();
  }

  const kept = () => schema.connection.query<Row[]>(`SELECT kind, status, slot_number FROM bookings ORDER BY id`);

  it('refuse to go back while somebody has a seat, and change nothing', async () => {
    jest.spyOn(console, 'log').mockReturnValue(); // TypeORM also prints the error there
    await schema.connection.query(SEAT);
    const rows = await kept();
    await expect(revert()).rejects.toThrow('there is no way back');
    expect(await kept()).toEqual(rows);
    await schema.connection.query(
      `UPDATE bookings SET status = 'cancelled', cancelled_by = 'client' WHERE kind = 'booking'`,
    );
    await revert();
    expect(await kept()).toMatchObject([{ status: 'cancelled', slot_number: null }]);
  });

  it('drop group sessions and offers on the way down, pass nothing on, and the number of free slots stays right', async () => {
    for (const statement of OFFERED) await schema.connection.query(statement);
    const slots = () => schema.connection.query<Row[]>(`SELECT available_slots FROM users WHERE id = 1`);
    expect(await slots()).toEqual([{ available_slots: 0 }]);
    await revert();
    expect(await slots()).toEqual([{ available_slots: 1 }]);
    const [booking, ...others] = await schema.connection.query<Row[]>(`SELECT status FROM bookings`);
    expect([booking, others]).toEqual([{ status: 'cancelled' }, []]);
    await schema.upTo(NAMES.length);
  });
});
