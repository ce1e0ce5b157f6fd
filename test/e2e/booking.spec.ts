import { inHours, TestApp } from '../support/app.js';
import { expectSoundBooks } from '../support/invariants.js';

describe('booking a slot', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await TestApp.start();
  });

  afterAll(async () => {
    await expectSoundBooks(app);
    await app.stop();
  });

  it('gives the client a pending booking', async () => {
    const [coach, client] = await Promise.all([app.coach(), app.client()]);
    const scheduled_at = inHours(24);
    const { status, body } = await client.post('/bookings/book', { coach_id: coach.id, slot_number: 3, scheduled_at });
    expect(status).toBe(201);
    expect(body).toEqual({
      id: expect.any(Number),
      coach_id: coach.id,
      client_id: client.id,
      slot_number: 3,
      scheduled_at,
      status: 'pending',
      notes: null,
      created_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
      updated_at: body.created_at,
    });
  });

  it('lets ten of fifty clients have the ten slots of a coach, twenty times over', async () => {
    const clients = await app.clients(50);
    for (let round = 0; round < 20; round++) {
      const coach = await app.coach();
      const answers = await Promise.all(
        clients.map((client, index) =>
          client.post('/bookings/book', { coach_id: coach.id, slot_number: (index % 10) + 1 }),
        ),
      );
      const statuses = answers.map(({ status }) => status).sort();
      expect(statuses).toEqual([...Array<number>(10).fill(201), ...Array<number>(40).fill(409)]);
    }
  });
});
