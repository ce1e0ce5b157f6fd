import { type Person, TestApp } from '../support/app.js';
import { insert as insertRow } from '../support/rows.js';

/** Writes plain SQL that bypasses the application: PostgreSQL itself must write it down. */
describe('PostgreSQL writes down', () => {
  let app: TestApp;
  let coach: Person;
  let client: Person;

  beforeAll(async () => {
    app = await TestApp.start();
  });

  beforeEach(async () => {
    [coach, client] = await Promise.all([app.coach(), app.client()]);
  });

  afterAll(() => app.stop());

  const insert = (wanted: object = {}) =>
    insertRow(app, 'bookings', {
      coach_id: coach.id,
      client_id: client.id,
      slot_number: 1,
      status: 'pending',
      ...wanted,
    });

  const update = (assignments: string, id: number) =>
    app.sql(['UPDATE bookings SET', assignments, 'WHERE id = $1'].join(' '), [id]);

  const atNine = { scheduled_at: '2030-01-01T09:00:00Z', ends_at: '2030-01-01T10:00:00Z' };
  const hold = {
    ...{ kind: 'hold', hold_id: '0f9b2c1e-6f0a-4a53-9d0a-3a4d2f1c7b11', held_until: 'infinity', slot_number: null },
    ...atNine,
  };

  const kept = async (id: number) => ({
    history: await app.sql(
      `SELECT actor_id, actor_role, from_status, to_status, from_time IS DISTINCT FROM to_time AS moved, reason
         FROM booking_history WHERE booking_id = $1 ORDER BY id`,
      [id],
    ),
    events: (
      await app.sql<{ told: string }>(
        `SELECT concat_ws(' ', type, sequence, actor_role) AS told FROM events
          WHERE subject_kind = 'booking' AND subject_id = $1 ORDER BY id`,
        [id],
      )
    ).map(({ told }) => told),
  });
  const system = { actor_id: null, actor_role: 'system', moved: false, reason: null };

  it('each change of status or time, whoever makes it', async () => {
    const id = await insert(atNine);
    await update(`notes = 'x'`, id);
    await update(`status = status, scheduled_at = scheduled_at`, id);
    await update(`status = 'confirmed'`, id);
    await update(`scheduled_at = '2030-01-01T09:30:00Z'`, id);
    await update(`status = 'cancelled', cancelled_by = 'coach', cancel_reason = 'Ill'`, id);
    const moving = { ...system, from_status: 'confirmed', to_status: 'confirmed', moved: true };
    expect(await kept(id)).toEqual({
      history: [
        { ...system, from_status: null, to_status: 'pending', moved: true },
        { ...system, from_status: 'pending', to_status: 'confirmed' },
        moving,
        { ...system, from_status: 'confirmed', to_status: 'cancelled', reason: 'Ill' },
      ],
      events: ['requested 0', 'confirmed 1', 'moved 2', 'cancelled 3'].map((told) => `booking.${told} system`),
    });
  });

  it('who acts, for the one transaction in which they do', async () => {
    const id = await insert();
    await app.sql(`
      WITH actor AS MATERIALIZED (SELECT set_config('app.actor', '${coach.id} coach', true))
      UPDATE bookings SET status = 'confirmed' FROM actor WHERE id = ${id}`);
    await update(`status = 'cancelled', cancelled_by = 'system'`, id);
    const { history, events } = await kept(id);
    expect(history).toMatchObject([system, { actor_id: coach.id, actor_role: 'coach' }, system]);
    expect(events).toEqual(['booking.requested 0 system', 'booking.confirmed 1 coach', 'booking.expired 2 system']);
  });

  it('nothing about holds', async () => {
    const id = await insert(hold);
    await update(`scheduled_at = '2030-01-01T09:30:00Z'`, id);
    expect(await kept(id)).toEqual({ history: [], events: [] });
  });
});
