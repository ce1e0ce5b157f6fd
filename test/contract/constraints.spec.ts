import { type Person, TestApp } from '../support/app.js';
import { expectSoundBooks } from '../support/invariants.js';
import { opened } from '../support/schedules.js';
import { CHECK, EXCLUSION, FOREIGN_KEY, refuses, UNIQUE } from '../support/violations.js';

type Wanted = Record<string, unknown>;

const NOBODY = 2_000_000_000;
const HOLD_ID = '0f9b2c1e-6f0a-4a53-9d0a-3a4d2f1c7b11';

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
    const row: Wanted = { coach_id: coach.id, client_id: client.id, slot_number: 1, status: 'pending', ...wanted };
    const columns = Object.keys(row).join(', ');
    const from = `SELECT ${columns} FROM jsonb_populate_record(NULL::bookings, $1) RETURNING id`;
    const statement = [`INSERT INTO bookings (${columns})`, from].join(' ');
    const [inserted] = await app.sql<{ id: number }>(statement, [JSON.stringify(row)]);
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

  const minutes = (from: number, to: number) => ({
    scheduled_at: new Date(Date.UTC(2030, 0, 1, 0, from)).toISOString(),
    ends_at: new Date(Date.UTC(2030, 0, 1, 0, to)).toISOString(),
  });

  const hold = () => ({ kind: 'hold', hold_id: HOLD_ID, held_until: 'infinity', slot_number: null });

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

    it('of a coach whose sessions are nearer than the buffers of both allow', async () => {
      await insert({ ...minutes(600, 660), buffer_before: 5, buffer_after: 10 });
      const beside = (from: number, to: number, more: Wanted) =>
        insert({ client_id: other.id, slot_number: 2, ...minutes(from, to), ...more });
      const near: [number, number, Wanted][] = [
        [669, 700, {}],
        [689, 700, { buffer_before: 20 }],
        [500, 596, {}],
        [500, 581, { buffer_after: 15 }],
      ];
      for (const [from, to, more] of near) {
        await refuses('bookings_coach_no_overlap', EXCLUSION, beside(from, to, more));
      }
      await beside(690, 700, { buffer_before: 20 });
      await beside(500, 580, { buffer_after: 15, slot_number: 3 });
    });

    it('of a hold and a session, of a coach and of a client', async () => {
      await insert({ ...hour(9), ...hold() });
      for (const wanted of [{ slot_number: 2 }, { slot_number: null }, hold()]) {
        const others = insert({ client_id: other.id, ...hour(9), ...wanted });
        await refuses('bookings_coach_no_overlap', EXCLUSION, others);
        const elsewhere = insert({ coach_id: (await app.coach()).id, ...hour(9), ...wanted });
        await refuses('bookings_client_no_overlap', EXCLUSION, elsewhere);
      }
    });

    it('but keeps no buffers between coaches for a client', async () => {
      await insert({ ...hour(9), buffer_before: 60, buffer_after: 60 });
      const elsewhere = await app.coach();
      await expect(insert({ coach_id: elsewhere.id, ...hour(10) })).resolves.toEqual(expect.any(Number));
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
      ['bookings_slot_number_limits', { slot_number: 0 }],
      ['bookings_slot_number_limits', { slot_number: 501 }],
      ['bookings_slot_number_limits', { slot_number: -1 }],
      ['bookings_notes_length', { notes: 'x'.repeat(2001) }],
      ['bookings_kind_is_whole', { slot_number: null }],
      ['bookings_kind_is_whole', { kind: 'class' }],
      ['bookings_kind_is_whole', { hold_id: HOLD_ID }],
      ['bookings_kind_is_whole', { held_until: '2030-01-01T09:00:00Z' }],
      ['bookings_kind_is_whole', { ...hold() }],
      ['bookings_kind_is_whole', { ...hold(), ...hour(9), hold_id: null }],
      ['bookings_kind_is_whole', { ...hold(), ...hour(9), held_until: null }],
      ...['buffer_before', 'buffer_after'].flatMap((column): [string, Wanted][] => [
        ['bookings_minutes_range', { [column]: -1 }],
        ['bookings_minutes_range', { [column]: 121 }],
      ]),
      ...['move_notice_minutes', 'cancel_notice_minutes'].flatMap((column): [string, Wanted][] => [
        ['bookings_minutes_range', { [column]: -1 }],
        ['bookings_minutes_range', { [column]: 43_201 }],
      ]),
      ['bookings_cancel_reason_length', { cancel_reason: 'x'.repeat(501) }],
    ] as [string, Wanted][])('that violates %s: %j', async (constraint, wanted) => {
      for (const status of ['pending', 'cancelled']) await refuses(constraint, CHECK, insert({ ...wanted, status }));
    });

    it.each([
      { cancelled_by: 'client' },
      { cancel_reason: 'Ill' },
      { is_late_cancellation: true },
      { status: 'cancelled', cancelled_by: 'nobody' },
    ])('that violates bookings_cancellation: %j', async (wanted) => {
      await refuses('bookings_cancellation', CHECK, insert(wanted));
    });

    it('that is a hold and no longer pending', async () => {
      const id = await insert({ ...hold(), ...hour(9) });
      for (const status of ['confirmed', 'completed', 'cancelled']) {
        await refuses('bookings_kind_is_whole', CHECK, insert({ ...hold(), ...hour(11), status }));
      }
      await refuses('bookings_kind_is_whole', CHECK, update(`status = 'confirmed'`, id));
      await refuses('bookings_kind_is_whole', CHECK, update(`kind = 'booking'`, id));
    });

    it('of a slot above those of the coach, while it is active', async () => {
      await refuses('bookings_slot_exists', CHECK, insert({ slot_number: 11 }));
      await insert({ slot_number: 11, status: 'completed' });
      await updateUser('total_slots = 11', coach.id);
      await expect(insert({ slot_number: 11 })).resolves.toEqual(expect.any(Number));
    });

    it('of a session type that does not exist, and the deletion of a type that was booked', async () => {
      const status = 'completed';
      await refuses('bookings_session_type_id_fkey', FOREIGN_KEY, insert({ session_type_id: NOBODY, status }));
      const session_type_id = await opened(app, coach);
      await insert({ session_type_id, status });
      const deleted = app.sql('DELETE FROM session_types WHERE id = $1', [session_type_id]);
      await refuses('bookings_session_type_id_fkey', FOREIGN_KEY, deleted);
    });

    it('without coach_id', async () => {
      await expect(insert({ coach_id: null })).rejects.toMatchObject({
        driverError: { code: '23502', column: 'coach_id' },
      });
    });

    it('without client_id, unless it keeps the time of a group session', async () => {
      await refuses('bookings_kind_is_whole', CHECK, insert({ client_id: null }));
    });

    it('in an unknown status', async () => {
      await expect(insert({ status: 'held' })).rejects.toMatchObject({ driverError: { code: '22P02' } });
    });

    it('whose coach or client does not exist', async () => {
      await refuses('bookings_coach_id_fkey', FOREIGN_KEY, insert({ coach_id: NOBODY, status: 'completed' }));
      await refuses('bookings_client_id_fkey', FOREIGN_KEY, insert({ client_id: NOBODY, status: 'completed' }));
    });

    it('whose coach and client are the same person', async () => {
      await refuses('bookings_two_people', CHECK, insert({ client_id: coach.id, status: 'completed' }));
    });

    it('that is active and whose coach is deactivated or has another role', async () => {
      const kinds = [{}, { slot_number: null, ...hour(9) }, { ...hold(), ...hour(9) }];
      for (const kind of kinds) {
        await refuses('bookings_coach_bookable', CHECK, insert({ coach_id: other.id, ...kind }));
      }
      await updateUser('is_active = false', coach.id);
      for (const kind of kinds) await refuses('bookings_coach_bookable', CHECK, insert(kind));
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

    it.each([
      ['keeps its time', hour(9), `scheduled_at = scheduled_at`],
      ['has no time', {}, 'notes = NULL'],
      ['gets its first time', {}, `scheduled_at = '2030-01-01T09:00:00Z', ends_at = '2030-01-01T10:00:00Z'`],
      ['loses its time', hour(9), 'scheduled_at = NULL, ends_at = NULL'],
    ])('the status from confirmed to pending of a booking that %s', async (_, time, assignment) => {
      const id = await insert({ status: 'confirmed', ...time });
      await refuses('bookings_legal_transition', CHECK, update(`status = 'pending', ${assignment}`, id));
    });

    it('but lets a confirmed booking that is moved be pending again', async () => {
      const id = await insert({ status: 'confirmed', ...hour(9) });
      await update(`status = 'pending', scheduled_at = '2030-01-01T09:30:00Z'`, id);
      expect(await app.sql('SELECT status, sequence FROM bookings WHERE id = $1', [id])).toEqual([
        { status: 'pending', sequence: 1 },
      ]);
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
      const bornWithFive = app.sql(
        `INSERT INTO users (email, password_hash, full_name, role, total_slots) VALUES ('x@example.com', 'none', 'X', 'coach', 5)`,
      );
      await refuses('users_available_slots_counted', CHECK, bornWithFive);
    });

    it('that leaves fewer slots than the highest one that is held', async () => {
      const id = await insert({ slot_number: 7, status: 'confirmed' });
      await insert({ slot_number: 9, status: 'completed' });
      await refuses('users_total_slots_in_use', CHECK, updateUser('total_slots = 6', coach.id));
      await updateUser('total_slots = 7', coach.id);
      await update(`status = 'cancelled'`, id);
      await updateUser('total_slots = 1', coach.id);
    });

    it.each([0, -1, 501])('that sets %d slots in total', async (total) => {
      await refuses('users_available_slots_total', CHECK, updateUser(`total_slots = ${total}`, coach.id));
    });

    it('that sets more available slots than exist, even without the guarding trigger', async () => {
      const unguarded = app.sql(`
        DO $$ BEGIN
          ALTER TABLE users DISABLE TRIGGER users_available_slots_guard;
          UPDATE users SET available_slots = 11 WHERE id = ${coach.id};
        END $$`);
      await refuses('users_available_slots_total', CHECK, unguarded);
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
      await refuses('bookings_slot_exists', CHECK, insert({ slot_number: 11 }));
      expect(await available()).toBe(10);
    });

    it('that are booked, not the times', async () => {
      const timed = await insert({ slot_number: null, ...hour(9) });
      const held = await insert({ ...hold(), ...hour(11) });
      expect(await available()).toBe(10);
      await update(`status = 'cancelled', cancelled_by = 'client'`, timed);
      await app.sql('DELETE FROM bookings WHERE id = $1', [held]);
      expect(await available()).toBe(10);
    });

    it('when a booking gets another slot, or gives it up for a time', async () => {
      const id = await insert(hour(9));
      await update('slot_number = 2', id);
      expect(await available()).toBe(9);
      await refuses('bookings_slot_exists', CHECK, update('slot_number = 11', id));
      await update('slot_number = NULL', id);
      expect(await available()).toBe(10);
      await update('slot_number = 3', id);
      expect(await available()).toBe(9);
    });

    it('anew when the coach has more or fewer of them', async () => {
      await insert();
      for (const [total, left] of [
        [500, 499],
        [1, 0],
        [12, 11],
      ]) {
        await updateUser(`total_slots = ${total}`, coach.id);
        expect(await available()).toBe(left);
      }
    });
  });
});
