import { type Person, TestApp } from '../support/app.js';
import { expectSoundBooks } from '../support/invariants.js';
import { CHECK, EXCLUSION, FOREIGN_KEY, refuses, UNIQUE } from '../support/violations.js';

interface Wanted {
  coach_id?: number | null;
  client_id?: number | null;
  slot_number?: number | null;
  scheduled_at?: string | null;
  ends_at?: string | null;
  status?: string;
  notes?: string | null;
}

/** Writes plain SQL that bypasses the application: PostgreSQL itself must refuse. */
describe('PostgreSQL', () => {
  let app: TestApp;
  let coach: Person;
  let client: Person;
  let other: Person;

  beforeAll(async () => {
    app = await TestApp.start();
  });

  beforeEach(async () => {
    [coach, client, other] = await Promise.all([app.coach(), app.client(), app.client()]);
  });

  afterEach(() => expectSoundBooks(app));

  afterAll(() => app.stop());

  async function insert(wanted: Wanted = {}): Promise<number> {
    const row = { coach_id: coach.id, client_id: client.id, slot_number: 1, status: 'pending', ...wanted };
    const [inserted] = await app.sql<{ id: number }>(
      `INSERT INTO bookings (coach_id, client_id, slot_number, scheduled_at, ends_at, status, notes)
       SELECT r.coach_id, r.client_id, r.slot_number, r.scheduled_at, r.ends_at, r.status, r.notes
         FROM jsonb_populate_record(NULL::bookings, $1::jsonb) r RETURNING id`,
      [JSON.stringify(row)],
    );
    return inserted!.id;
  }

  const update = (assignments: string, id: number) =>
    app.sql(['UPDATE bookings SET', assignments, 'WHERE id = $1'].join(' '), [id]);

  const updateUser = (assignments: string, id: number) =>
    app.sql(['UPDATE users SET', assignments, 'WHERE id = $1'].join(' '), [id]);

  const hour = (from: number, to = from + 1) => ({
    scheduled_at: `2030-01-01T${String(from).padStart(2, '0')}:00:00Z`,
    ends_at: `2030-01-01T${String(to).padStart(2, '0')}:00:00Z`,
  });

  describe('refuses to give a slot twice', () => {
    it.each(['pending', 'confirmed'])(
      'when a %s booking holds it, to another client and to the same client',
      async (status) => {
        await insert({ status });
        for (const who of [client, other]) {
          await refuses('bookings_active_slot_key', UNIQUE, insert({ client_id: who.id }));
          await refuses('bookings_active_slot_key', UNIQUE, insert({ client_id: who.id, status: 'confirmed' }));
        }
      },
    );

    it('when a booking is moved to it', async () => {
      await insert();
      const id = await insert({ slot_number: 2 });
      await refuses('bookings_active_slot_key', UNIQUE, update('slot_number = 1', id));
    });

    it('but gives a slot again after a completed or cancelled booking', async () => {
      await insert({ status: 'completed' });
      await insert({ status: 'cancelled' });
      await expect(insert()).resolves.toEqual(expect.any(Number));
    });
  });

  describe('refuses overlapping sessions', () => {
    it('of a coach', async () => {
      await insert(hour(9));
      await refuses(
        'bookings_coach_no_overlap',
        EXCLUSION,
        insert({ client_id: other.id, slot_number: 2, ...hour(8, 10) }),
      );
    });

    it('of a client over two coaches', async () => {
      await insert(hour(9));
      const elsewhere = await app.coach();
      await refuses('bookings_client_no_overlap', EXCLUSION, insert({ coach_id: elsewhere.id, ...hour(9) }));
    });

    it('when a session is moved, and keeps nothing of that change', async () => {
      await insert(hour(9));
      const id = await insert({ client_id: other.id, slot_number: 2, ...hour(10) });
      const move = update(`scheduled_at = '2030-01-01T09:30:00Z', ends_at = '2030-01-01T10:30:00Z', notes = 'x'`, id);
      await refuses('bookings_coach_no_overlap', EXCLUSION, move);
      expect(await app.sql('SELECT notes FROM bookings WHERE id = $1', [id])).toEqual([{ notes: null }]);
    });

    it('but allows adjacent sessions, and sessions that overlap a cancelled or completed one', async () => {
      await insert(hour(9));
      await insert({ slot_number: 2, ...hour(10) });
      await insert({ slot_number: 3, status: 'cancelled', ...hour(9) });
      await expect(insert({ slot_number: 3, status: 'completed', ...hour(9) })).resolves.toEqual(expect.any(Number));
    });
  });

  describe('refuses a booking', () => {
    it.each([
      ['bookings_time_whole', { scheduled_at: '2030-01-01T09:00:00Z' }],
      ['bookings_time_whole', { ends_at: '2030-01-01T09:00:00Z' }],
      ['bookings_end_after_start', hour(9, 9)],
      ['bookings_end_after_start', hour(9, 8)],
      ['bookings_slot_number_range', { slot_number: 0 }],
      ['bookings_slot_number_range', { slot_number: 11 }],
      ['bookings_slot_number_range', { slot_number: -1 }],
      ['bookings_notes_length', { notes: 'x'.repeat(2001) }],
    ])('that violates %s: %j', async (constraint, wanted) => {
      for (const status of ['pending', 'cancelled']) await refuses(constraint, CHECK, insert({ ...wanted, status }));
    });

    it.each(['coach_id', 'client_id', 'slot_number'])('without %s', async (column) => {
      await expect(insert({ [column]: null })).rejects.toMatchObject({ driverError: { code: '23502', column } });
    });

    it('in an unknown status', async () => {
      await expect(insert({ status: 'held' })).rejects.toMatchObject({ driverError: { code: '22P02' } });
    });

    it('whose coach or client does not exist', async () => {
      const nobody = 2_000_000_000;
      await refuses('bookings_coach_id_fkey', FOREIGN_KEY, insert({ coach_id: nobody, status: 'completed' }));
      await refuses('bookings_client_id_fkey', FOREIGN_KEY, insert({ client_id: nobody, status: 'completed' }));
    });

    it('whose coach and client are the same person', async () => {
      await refuses('bookings_two_people', CHECK, insert({ client_id: coach.id, status: 'completed' }));
    });

    it('that is active and whose coach is deactivated or has another role', async () => {
      await refuses('bookings_coach_bookable', CHECK, insert({ coach_id: other.id }));
      await updateUser('is_active = false', coach.id);
      await refuses('bookings_coach_bookable', CHECK, insert());
    });

    it('that is active and whose client is deactivated or has another role', async () => {
      await refuses('bookings_client_active', CHECK, insert({ client_id: (await app.coach()).id }));
      await updateUser('is_active = false', client.id);
      await refuses('bookings_client_active', CHECK, insert());
    });
  });

  describe('refuses to change', () => {
    it.each([
      ['pending', 'completed'],
      ['confirmed', 'pending'],
      ['completed', 'pending'],
      ['completed', 'confirmed'],
      ['completed', 'cancelled'],
      ['cancelled', 'pending'],
      ['cancelled', 'confirmed'],
      ['cancelled', 'completed'],
    ])('the status from %s to %s', async (from, to) => {
      const id = await insert({ status: from });
      await refuses('bookings_legal_transition', CHECK, update(`status = '${to}'`, id));
    });

    it.each(['completed', 'cancelled'])('the time of a %s booking', async (status) => {
      const id = await insert({ status, ...hour(9) });
      await refuses('bookings_legal_transition', CHECK, update('scheduled_at = NULL, ends_at = NULL', id));
    });
  });

  describe('refuses a change of a user', () => {
    it('that sets the available slots by hand', async () => {
      await insert();
      for (const count of [10, 8, 0, -1]) {
        const set = updateUser(`available_slots = ${count}`, coach.id);
        await refuses('users_available_slots_counted', CHECK, set);
      }
      const born = app.sql(
        `INSERT INTO users (email, password_hash, full_name, role, available_slots) VALUES ('x@example.com', 'none', 'X', 'coach', 3)`,
      );
      await refuses('users_available_slots_counted', CHECK, born);
    });

    it('that sets more available slots than exist, even without the guarding trigger', async () => {
      const unguarded = app.sql(`
        DO $$ BEGIN
          ALTER TABLE users DISABLE TRIGGER users_available_slots_guard;
          UPDATE users SET available_slots = 11 WHERE id = ${coach.id};
        END $$`);
      await refuses('users_available_slots_max', CHECK, unguarded);
    });

    it('that takes the email of another user in another case', async () => {
      await refuses('users_email_key', UNIQUE, updateUser(`email = upper('${client.email}')`, other.id));
    });

    it.each([
      ['users_full_name_length', `full_name = ''`],
      ['users_full_name_length', `full_name = repeat('x', 256)`],
      ['users_age_range', 'age = -1'],
      ['users_age_range', 'age = 151'],
      ['users_measures_positive', 'height = 0'],
      ['users_measures_positive', 'weight = -1'],
      ['users_measures_positive', 'bicep_size = 0'],
      ['users_measures_positive', 'waist = -0.5'],
    ])('that violates %s: %s', async (constraint, assignment) => {
      await refuses(constraint, CHECK, updateUser(assignment, client.id));
    });

    it('that deletes the row while bookings refer to it', async () => {
      await insert({ status: 'cancelled' });
      for (const { id } of [coach, client]) {
        // 23001 since PostgreSQL 18; 23503 in older versions.
        await expect(app.sql('DELETE FROM users WHERE id = $1', [id])).rejects.toMatchObject({
          driverError: {
            code: expect.stringMatching(/^(23001|23503)$/),
            constraint: id === coach.id ? 'bookings_coach_id_fkey' : 'bookings_client_id_fkey',
          },
        });
      }
    });
  });

  describe('counts the slots', () => {
    const available = async () => {
      const [row] = await app.sql<{ available_slots: number }>('SELECT available_slots FROM users WHERE id = $1', [
        coach.id,
      ]);
      return row!.available_slots;
    };

    it('when a booking becomes active, ends or is deleted', async () => {
      const first = await insert();
      const second = await insert({ slot_number: 2, status: 'confirmed' });
      await insert({ slot_number: 3, status: 'completed' });
      expect(await available()).toBe(8);
      await update(`status = 'confirmed'`, first);
      expect(await available()).toBe(8);
      await update(`status = 'completed'`, first);
      await update(`status = 'completed'`, first);
      expect(await available()).toBe(9);
      await app.sql('DELETE FROM bookings WHERE id = $1', [second]);
      expect(await available()).toBe(10);
    });

    it('when a booking moves to another coach', async () => {
      const id = await insert();
      const to = await app.coach();
      await app.sql('UPDATE bookings SET coach_id = $2 WHERE id = $1', [id, to.id]);
      expect(await available()).toBe(10);
      expect((await client.get(`/bookings/coaches/${to.id}`)).body).toMatchObject({ available_slots: 9 });
    });

    it('as before after a rollback', async () => {
      await refuses('bookings_slot_number_range', CHECK, insert({ slot_number: 11 }));
      expect(await available()).toBe(10);
    });
  });
});
