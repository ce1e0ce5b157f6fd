import { randomUUID } from 'node:crypto';
import { NAMES, type Row, Schema } from '../contract/migration-schema.js';

const before = (name: string) => NAMES.findIndex((full) => full.startsWith(name));
const BEFORE_SCHEDULES = before('AddSchedules');
const BEFORE_TIMED_BOOKINGS = before('AddTimedBookings');

/** A person of the tests. */
const PERSON = `INSERT INTO users (email, password_hash, full_name, role) VALUES ($1, 'x', 'Someone', $2) RETURNING id`;

/** What the rows that everybody has do not show: those that change or stop the way down. */
describe('the migrations of schedules and timed bookings', () => {
  let schema: Schema;
  let coachId: number;
  let clientId: number;

  beforeEach(async () => {
    schema = await Schema.empty();
    await schema.upTo(BEFORE_SCHEDULES);
    coachId = await person('coach@example.com', 'coach');
    clientId = await person('client@example.com', 'client');
  });

  afterEach(async () => {
    jest.restoreAllMocks();
    await schema.drop();
  });

  async function person(email: string, role: string): Promise<number> {
    const [row] = await schema.connection.query<{ id: number }[]>(PERSON, [email, role]);
    return row!.id;
  }

  async function book(wanted: Row = {}): Promise<void> {
    const row: Row = { coach_id: coachId, client_id: clientId, status: 'pending', ...wanted };
    const columns = Object.keys(row).join(', ');
    const from = `SELECT ${columns} FROM jsonb_populate_record(NULL::bookings, $1)`;
    await schema.connection.query([`INSERT INTO bookings (${columns})`, from].join(' '), [JSON.stringify(row)]);
  }

  const at = (hour: number) => ({
    scheduled_at: `2030-01-01T${String(hour).padStart(2, '0')}:00:00Z`,
    ends_at: `2030-01-01T${String(hour + 1).padStart(2, '0')}:00:00Z`,
  });
  const hold = () => ({ kind: 'hold', hold_id: randomUUID(), held_until: '2030-01-01T00:00:00Z' });

  async function revertTo(count: number): Promise<void> {
    const applied = await schema.applied();
    for (let left = applied.length; left > count; left--) await schema.revert();
  }

  const available = async (id = coachId) => {
    const [row] = await schema.connection.query<Row[]>(`SELECT available_slots FROM users WHERE id = $1`, [id]);
    return row!['available_slots'];
  };

  it('refuse to go back while there are bookings that the version before cannot hold, and change nothing', async () => {
    await schema.upTo(BEFORE_TIMED_BOOKINGS + 1);
    jest.spyOn(console, 'log').mockReturnValue(); // TypeORM also prints the error there
    for (const status of ['pending', 'confirmed', 'completed', 'cancelled']) {
      for (const wanted of [at(9), { slot_number: 11 }]) {
        await book({ ...wanted, status });
        const rows = await schema.rows();
        await expect(schema.revert()).rejects.toThrow('there is no way back');
        expect(await schema.rows()).toEqual(rows);
        await schema.connection.query(`DELETE FROM bookings`);
      }
    }
    await book({ ...at(9), slot_number: 10 });
    expect(await schema.revert()).toBe(NAMES[BEFORE_TIMED_BOOKINGS]);
  });

  it('drop holds on the way down, and the number of free slots stays right', async () => {
    await schema.upTo(NAMES.length);
    await book({ ...at(9), ...hold() });
    await book({ ...at(11), ...hold(), slot_number: 2 });
    await book({ ...at(13), slot_number: 1 });
    expect(await available()).toBe(8);
    await revertTo(BEFORE_TIMED_BOOKINGS);
    expect(await available()).toBe(9);
    expect(await schema.connection.query<Row[]>(`SELECT slot_number FROM bookings`)).toEqual([{ slot_number: 1 }]);
  });

  it('give coaches ten slots again on the way down, less those that are booked', async () => {
    await schema.upTo(NAMES.length);
    const fewer = await person('few@example.com', 'coach');
    await schema.connection.query(
      `UPDATE users SET total_slots = CASE id WHEN $1 THEN 12 ELSE 3 END WHERE id IN ($1, $2)`,
      [coachId, fewer],
    );
    for (const coach_id of [coachId, fewer]) await book({ coach_id, slot_number: 2 });
    expect([await available(), await available(fewer)]).toEqual([11, 2]);
    await revertTo(BEFORE_SCHEDULES);
    expect([await available(), await available(fewer)]).toEqual([9, 9]);
    await schema.upTo(NAMES.length);
    const totals = await schema.connection.query<Row[]>(`SELECT DISTINCT total_slots FROM users`);
    expect(totals).toEqual([{ total_slots: 10 }]);
  });

  it('rewrite neither users nor bookings', async () => {
    const files = () =>
      schema.connection.query<Row[]>(
        `SELECT pg_relation_filenode('users') AS users, pg_relation_filenode('bookings') AS bookings`,
      );
    const old = await files();
    await schema.upTo(NAMES.length);
    expect(await files()).toEqual(old);
  });

  it('build the indexes of due bookings again after a failed build', async () => {
    const name = 'bookings_started_idx';
    await schema.upTo(before('IndexBookings'));
    await schema.connection.query(`CREATE INDEX bookings_started_idx ON bookings (id)`);
    await schema.connection.query(`UPDATE pg_index SET indisvalid = false WHERE indexrelid = $1::regclass`, [name]);
    await schema.upTo(NAMES.length);
    const [built] = await schema.connection.query<Row[]>(
      `SELECT indisvalid, pg_get_indexdef(indexrelid) LIKE '%(scheduled_at) WHERE%' AS "isOurs"
         FROM pg_index WHERE indexrelid = $1::regclass`,
      [name],
    );
    expect(built).toEqual({ indisvalid: true, isOurs: true });
  });
});
