import { type Person, TestApp } from '../support/app.js';
import { insert } from '../support/rows.js';

const ROUNDS = 15;
const HOUR_MS = 3_600_000;
const at = (hours: number) => new Date(Date.now() + hours * HOUR_MS).toISOString();

describe('outcomes that race', () => {
  let app: TestApp;
  let coach: Person;
  let client: Person;
  let admin: Person;

  beforeAll(async () => {
    app = await TestApp.start();
    [coach, client, admin] = await Promise.all([app.coach(), app.client(), app.admin()]);
  });

  afterAll(() => app.stop());

  const session = (hours: number, more: object = {}) =>
    insert(app, 'bookings', {
      ...{
        coach_id: coach.id,
        client_id: client.id,
        status: 'completed',
        scheduled_at: at(hours),
        ends_at: at(hours + 1),
      },
      ...more,
    });
  const waivers = (id: number) =>
    app.sql(`SELECT FROM events WHERE subject_kind = 'booking' AND subject_id = $1 AND type = 'booking.fee_waived'`, [
      id,
    ]);

  it('leave the word of the admin, whoever came before or after', async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const id = await session(-3);
      const path = `/bookings/bookings/${id}/attendance`;
      await coach.post(path, { outcome: 'client_no_show' });
      const answers = await Promise.all([
        client.post(`${path}/contest`, { reason: 'I was there.' }),
        coach.post(path, { outcome: 'attended' }),
        admin.post(path, { outcome: 'coach_no_show' }),
      ]);
      expect(answers.map(({ status }) => status).every((status) => status === 200 || status === 409)).toBe(true);
      expect(answers[2].status).toBe(200);
      const { body } = await client.get(path);
      expect(body).toMatchObject({ outcome: 'coach_no_show', marked_by: 'admin' });
      // A contest that came in time was decided; one that came later finds nothing to contest.
      expect(body.contested_at === null).toBe(body.decided_at === null);
      const { body: booking } = await client.get(`/bookings/bookings/${id}`);
      expect(booking).toMatchObject({ attendance: 'coach_no_show', actions: { can_contest_attendance: false } });
    }
  });

  it('waive a fee once, when two take parts of one time at once', async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const start = 48 + round * 4;
      const late = {
        status: 'cancelled',
        cancelled_by: 'client',
        is_late_cancellation: true,
        late_cancellation_percent: 50,
      };
      const [id, ...takers] = [
        await session(start, { ...late, ends_at: at(start + 2) }),
        await session(start, { status: 'pending' }),
        await session(start + 1, { status: 'pending', client_id: (await app.client()).id }),
      ];
      const confirm = (booking: number) => coach.put(`/bookings/bookings/${booking}`, { status: 'confirmed' });
      const answers = await Promise.all(takers.map(confirm));
      expect(answers.map(({ status }) => status)).toEqual([200, 200]);
      expect(await waivers(id)).toHaveLength(1);
    }
  });
});
