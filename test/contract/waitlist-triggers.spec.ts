import { type Person, TestApp } from '../support/app.js';
import { insert as insertRow } from '../support/rows.js';

type Change = readonly [table: 'bookings' | 'users' | 'group_sessions' | 'waitlist_entries', set: string];

const NOW = '2030-01-01T00:00:00Z';

/** Writes plain SQL that bypasses the application: PostgreSQL itself offers what becomes free. */
describe('PostgreSQL offers', () => {
  let app: TestApp;
  let coach: Person;
  let people: Person[];
  let typeId: number;

  beforeAll(async () => {
    app = await TestApp.start();
  });

  beforeEach(async () => {
    [coach, ...people] = await Promise.all([app.coach(), ...Array.from({ length: 5 }, () => app.client())]);
    await app.sql(`UPDATE users SET total_slots = 2 WHERE id = $1`, [coach.id]);
    await app.sql(`INSERT INTO schedules (coach_id) VALUES ($1)`, [coach.id]);
    typeId = await insertRow(app, 'session_types', { coach_id: coach.id, name: 'Mobility', minutes: 60, capacity: 2 });
  });

  afterAll(() => app.stop());

  const change = (id: number, [table, set]: Change) =>
    app.sql(['UPDATE', table, 'SET', set, 'WHERE id = $1'].join(' '), [id]);
  const cancelled: Change = ['bookings', `status = 'cancelled', cancelled_by = 'client', updated_at = '${NOW}'`];

  const bookSlot = (client: Person, slot: number) =>
    insertRow(app, 'bookings', { coach_id: coach.id, client_id: client.id, slot_number: slot });
  const waitForSlot = (client: Person) =>
    insertRow(app, 'waitlist_entries', { coach_id: coach.id, client_id: client.id, kind: 'slot', updated_at: NOW });

  const at = (hour: number) => ({
    starts_at: `2030-02-01T${String(hour).padStart(2, '0')}:00:00Z`,
    ends_at: `2030-02-01T${String(hour + 1).padStart(2, '0')}:00:00Z`,
  });
  const groupSession = (wanted: object = {}) =>
    insertRow(app, 'group_sessions', {
      ...{ coach_id: coach.id, session_type_id: typeId, session_type_name: 'Mobility', ...at(9) },
      ...{ capacity: 2, updated_at: NOW, created_at: NOW, ...wanted },
    });
  const bookSeat = (client: Person, session: number) =>
    insertRow(app, 'bookings', {
      ...{ coach_id: coach.id, client_id: client.id, group_session_id: session },
      ...{ scheduled_at: at(9).starts_at, ends_at: at(9).ends_at },
    });
  const waitForSeat = (client: Person, session: number) =>
    insertRow(app, 'waitlist_entries', {
      ...{ coach_id: coach.id, client_id: client.id, kind: 'seat', group_session_id: session },
      ...{ expires_at: at(9).starts_at, updated_at: NOW },
    });

  const statuses = async (...ids: number[]) => {
    const rows = await app.sql<{ told: string }>(
      `SELECT concat_ws(' ', status, skipped_for) AS told FROM waitlist_entries WHERE id = ANY ($1) ORDER BY id`,
      [ids],
    );
    return rows.map(({ told }) => told);
  };
  const offers = () =>
    app.sql<{ client_id: number; slot_number: number | null; held_until: string }>(
      `SELECT client_id, slot_number, held_until FROM bookings WHERE coach_id = $1 AND kind = 'offer' ORDER BY id`,
      [coach.id],
    );
  const events = async (id: number) => {
    const rows = await app.sql<{ type: string }>(
      `SELECT type FROM events WHERE subject_kind = 'waitlist_entry' AND subject_id = $1 ORDER BY id`,
      [id],
    );
    return rows.map(({ type }) => type.replace('waitlist.', ''));
  };
  const seatsTaken = async (id: number) =>
    (await app.sql<{ seats_taken: number }>(`SELECT seats_taken FROM group_sessions WHERE id = $1`, [id]))[0]!
      .seats_taken;
  const freeSlots = async () =>
    (await app.sql<{ n: number }>(`SELECT available_slots AS n FROM users WHERE id = $1`, [coach.id]))[0]!.n;

  describe('a slot', () => {
    let bookings: number[];

    beforeEach(async () => {
      bookings = [await bookSlot(people[0]!, 1), await bookSlot(people[1]!, 2)];
    });

    it('to the first who waits, for two hours, and it counts as held', async () => {
      const entries = [await waitForSlot(people[2]!), await waitForSlot(people[3]!)];
      await change(bookings[0]!, cancelled);
      expect(await statuses(...entries)).toEqual(['offered', 'waiting']);
      expect(await offers()).toMatchObject([
        { client_id: people[2]!.id, slot_number: 1, held_until: '2030-01-01T02:00:00.000Z' },
      ]);
      expect(await freeSlots()).toBe(0);
      await change(bookings[1]!, cancelled);
      expect(await statuses(...entries)).toEqual(['offered', 'offered']);
    });

    it('to nobody when nobody waits', async () => {
      await change(bookings[0]!, cancelled);
      expect(await offers()).toEqual([]);
      expect(await freeSlots()).toBe(1);
    });

    it.each(['left', 'expired'])('to the next one when the entry of the first is %s', async (status) => {
      const entries = [await waitForSlot(people[2]!), await waitForSlot(people[3]!)];
      await change(bookings[0]!, cancelled);
      await change(entries[0]!, ['waitlist_entries', `status = '${status}'`]);
      expect(await statuses(...entries)).toEqual([status, 'offered']);
      expect(await events(entries[0]!)).toEqual(['joined', 'offered', status === 'left' ? 'left' : 'lapsed']);
      await change(entries[1]!, ['waitlist_entries', `status = '${status}'`]);
      expect(await freeSlots()).toBe(1);
    });

    it('to nobody else when it was booked', async () => {
      const entries = [await waitForSlot(people[2]!), await waitForSlot(people[3]!)];
      await change(bookings[0]!, cancelled);
      await change(entries[0]!, ['waitlist_entries', `status = 'booked'`]);
      expect(await statuses(...entries)).toEqual(['booked', 'waiting']);
      expect(await freeSlots()).toBe(1);
    });

    it('to the next one when the offer is dropped, and its client waits again, but not for this slot', async () => {
      const entries = [await waitForSlot(people[2]!), await waitForSlot(people[3]!)];
      await change(bookings[0]!, cancelled);
      await app.sql(`DELETE FROM bookings WHERE kind = 'offer' AND coach_id = $1`, [coach.id]);
      expect(await statuses(...entries)).toEqual(['waiting', 'offered']);
      expect(await events(entries[0]!)).toEqual(['joined', 'offered', 'returned']);
    });

    it('past those who cannot take it: they keep their place and are told why once', async () => {
      const entries = [await waitForSlot(people[0]!), await waitForSlot(people[2]!), await waitForSlot(people[3]!)];
      await app.sql(`UPDATE schedules SET client_limit = 1 WHERE coach_id = $1`, [coach.id]);
      await change(people[2]!.id, ['users', 'is_active = false']);
      const [, second] = bookings;
      await change(second!, cancelled);
      expect(await statuses(...entries)).toEqual(['waiting client-limit', 'waiting', 'offered']);
      await change(entries[2]!, ['waitlist_entries', `status = 'left'`]);
      expect(await events(entries[0]!)).toEqual(['joined', 'skipped']);
      await change(bookings[0]!, cancelled);
      expect(await statuses(...entries)).toEqual(['offered', 'waiting', 'left']);
    });

    it('when the coach has more slots, and when a coach comes back', async () => {
      const entries = [await waitForSlot(people[2]!), await waitForSlot(people[3]!), await waitForSlot(people[4]!)];
      await change(coach.id, ['users', 'total_slots = 3']);
      expect(await statuses(...entries)).toEqual(['offered', 'waiting', 'waiting']);
      await change(coach.id, ['users', 'is_active = false']);
      await change(bookings[0]!, cancelled);
      expect(await statuses(...entries)).toEqual(['offered', 'waiting', 'waiting']);
      await change(coach.id, ['users', 'is_active = true']);
      expect(await statuses(...entries)).toEqual(['offered', 'offered', 'waiting']);
    });

    it('by one offer an entry, and only to those who wait', async () => {
      const entry = await waitForSlot(people[2]!);
      await change(bookings[0]!, cancelled);
      const offer = { coach_id: coach.id, client_id: people[2]!.id, kind: 'offer', slot_number: 2, held_until: NOW };
      await change(bookings[1]!, cancelled);
      const made = insertRow(app, 'bookings', {
        ...offer,
        waitlist_entry_id: entry,
        hold_id: '0f9b2c1e-6f0a-4a53-9d0a-3a4d2f1c7b11',
      });
      await expect(made).rejects.toThrow('bookings_offer_key');
    });
  });

  describe('a seat', () => {
    it('to the first who waits, for a quarter of the time that is left', async () => {
      const soon = { starts_at: '2030-01-01T04:00:00Z', ends_at: '2030-01-01T05:00:00Z' };
      const session = await groupSession({ capacity: 1, ...soon });
      const seat = await insertRow(app, 'bookings', {
        ...{ coach_id: coach.id, client_id: people[0]!.id, group_session_id: session },
        ...{ scheduled_at: soon.starts_at, ends_at: soon.ends_at },
      });
      const entry = await waitForSeat(people[1]!, session);
      await change(seat, cancelled);
      expect(await statuses(entry)).toEqual(['offered']);
      expect(await offers()).toMatchObject([{ client_id: people[1]!.id, held_until: '2030-01-01T01:00:00.000Z' }]);
      expect(await seatsTaken(session)).toBe(1);
    });

    it('past those who are busy then', async () => {
      const session = await groupSession({ capacity: 1 });
      const seat = await bookSeat(people[0]!, session);
      const other = await app.coach();
      await insertRow(app, 'bookings', {
        ...{ coach_id: other.id, client_id: people[1]!.id, slot_number: 1 },
        ...{ scheduled_at: at(9).starts_at, ends_at: at(9).ends_at },
      });
      const entries = [await waitForSeat(people[1]!, session), await waitForSeat(people[2]!, session)];
      await change(seat, cancelled);
      expect(await statuses(...entries)).toEqual(['waiting you-are-busy', 'offered']);
    });

    it('for each seat more, and ends the waiting when the session is cancelled', async () => {
      const session = await groupSession({ capacity: 1 });
      const seat = await bookSeat(people[0]!, session);
      const entries = [1, 2, 3].map((index) => waitForSeat(people[index]!, session));
      const ids = await Promise.all(entries);
      await change(session, ['group_sessions', `capacity = 3`]);
      expect((await statuses(...ids)).sort()).toEqual(['offered', 'offered', 'waiting']);
      expect(await seatsTaken(session)).toBe(3);
      await change(session, ['group_sessions', `cancelled_at = '${NOW}', updated_at = '${NOW}'`]);
      expect(await statuses(...ids)).toEqual(['expired', 'expired', 'expired']);
      expect(await offers()).toEqual([]);
      expect(await seatsTaken(session)).toBe(0);
      const [row] = await app.sql(`SELECT status, cancelled_by FROM bookings WHERE id = $1`, [seat]);
      expect(row).toEqual({ status: 'cancelled', cancelled_by: 'system' });
      expect(
        await app.sql(`SELECT FROM bookings WHERE group_session_id = $1 AND kind <> 'booking'`, [session]),
      ).toEqual([]);
    });

    it('never beyond its capacity, nor two to one client', async () => {
      const session = await groupSession();
      await bookSeat(people[0]!, session);
      const second = { coach_id: coach.id, client_id: people[0]!.id, group_session_id: session };
      const later = { scheduled_at: at(15).starts_at, ends_at: at(15).ends_at };
      await expect(insertRow(app, 'bookings', { ...second, ...later })).rejects.toThrow('bookings_active_seat_key');
      await bookSeat(people[1]!, session);
      await expect(bookSeat(people[2]!, session)).rejects.toThrow('group_sessions_seats');
      await expect(change(session, ['group_sessions', 'capacity = 1'])).rejects.toThrow('group_sessions_seats');
    });
  });

  it('no time of a coach twice: a group session keeps it, its seats move with it', async () => {
    const session = await groupSession();
    const seat = await bookSeat(people[0]!, session);
    await expect(groupSession()).rejects.toThrow('bookings_coach_no_overlap');
    const booking = { coach_id: coach.id, client_id: people[1]!.id, slot_number: 1 };
    const nine = { scheduled_at: at(9).starts_at, ends_at: at(9).ends_at };
    await expect(insertRow(app, 'bookings', { ...booking, ...nine })).rejects.toThrow('bookings_coach_no_overlap');
    await change(session, ['group_sessions', `starts_at = '${at(11).starts_at}', ends_at = '${at(11).ends_at}'`]);
    await expect(insertRow(app, 'bookings', { ...booking, ...nine })).resolves.toBeDefined();
    const [moved] = await app.sql(`SELECT scheduled_at, sequence FROM bookings WHERE id = $1`, [seat]);
    expect(moved).toEqual({ scheduled_at: '2030-02-01T11:00:00.000Z', sequence: 1 });
  });

  it('and writes down what happens to a group session and who asks for a series', async () => {
    const session = await groupSession();
    await change(session, ['group_sessions', 'capacity = 3']);
    await change(session, ['group_sessions', `starts_at = '${at(11).starts_at}', ends_at = '${at(11).ends_at}'`]);
    await change(session, ['group_sessions', `cancelled_at = '${NOW}'`]);
    const series = await insertRow(app, 'series', {
      ...{ coach_id: coach.id, client_id: people[0]!.id, time_zone: 'Europe/Berlin', starts_on: '2030-02-01' },
      ...{ minute_of_day: 1080, every_weeks: 1, weekdays: [5], occurrences: 2 },
    });
    const told = await app.sql<{ told: string }>(
      `SELECT type || ' ' || sequence AS told FROM events
        WHERE subject_kind = 'group_session' AND subject_id = $1 OR subject_kind = 'series' AND subject_id = $2 ORDER BY id`,
      [session, series],
    );
    const names = ['scheduled 0', 'changed 0', 'moved 1', 'cancelled 2'].map((name) => `group_session.${name}`);
    expect(told.map(({ told }) => told)).toEqual([...names, 'series.requested 0']);
  });

  it('nothing of times, but notes that time of a coach may have become free while somebody waits', async () => {
    const noted = () =>
      app.sql(`WITH read AS (DELETE FROM waitlist_freed WHERE coach_id = $1 RETURNING id) SELECT id FROM read`, [
        coach.id,
      ]);
    const nine = { scheduled_at: at(9).starts_at, ends_at: at(9).ends_at };
    const book = () => insertRow(app, 'bookings', { coach_id: coach.id, client_id: people[0]!.id, ...nine });
    await change(await book(), cancelled);
    expect(await noted()).toEqual([]);
    await insertRow(app, 'waitlist_entries', {
      ...{ coach_id: coach.id, client_id: people[1]!.id, kind: 'time', session_type_id: typeId },
      ...{ from_date: '2030-02-01', to_date: '2030-02-02', expires_at: '2030-02-03T00:00:00Z' },
    });
    const booking = await book();
    expect(await noted()).toEqual([]);
    await change(booking, ['bookings', `scheduled_at = '${at(12).starts_at}', ends_at = '${at(12).ends_at}'`]);
    expect(await noted()).toHaveLength(1);
    await change(booking, cancelled);
    expect(await noted()).toHaveLength(1);
    await app.sql(`UPDATE schedules SET window_days = 90 WHERE coach_id = $1`, [coach.id]);
    expect(await noted()).toHaveLength(1);
  });
});
