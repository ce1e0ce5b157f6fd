import type { Person } from '../support/app.js';
import { RaceTrack, tally } from '../support/races.js';
import { completedSession, miscountedRatings } from '../support/reviews.js';

const REVIEW = { rating: 5, text: 'Clear and patient.' };
const path = (booking: number) => `/bookings/bookings/${booking}/review`;

describe('reviews that race, over two instances,', () => {
  let track: RaceTrack;
  let admin: Person;

  beforeAll(async () => {
    track = await RaceTrack.open();
    admin = await track.app.admin();
  });

  afterAll(() => track.close());

  afterEach(async () => {
    expect(await miscountedRatings(track.app)).toEqual([]);
    await track.expectNoDeadlock();
  });

  const pair = async (): Promise<{ coach: Person; client: Person; booking: number }> => {
    const [coach, client] = await Promise.all([track.app.coach(), track.app.client()]);
    return { coach, client, booking: await completedSession(track.app, coach, client) };
  };

  it('leave one review of a session', async () => {
    const { client, booking } = await pair();
    const copies = Array.from({ length: 8 }, (_, index) => track.at(index, client).post(path(booking), REVIEW));
    expect(tally(await Promise.all(copies))).toEqual({ 201: 1, 'already-reviewed': 7 });
  });

  it('count each of many reviews of one coach', async () => {
    const coach = await track.app.coach();
    const clients = await track.app.clients(12);
    const sessions = await Promise.all(clients.map((client) => completedSession(track.app, coach, client)));
    const written = clients.map((client, index) => track.at(index, client).post(path(sessions[index]!), REVIEW));
    expect(tally(await Promise.all(written))).toEqual({ 201: 12 });
    expect((await coach.get(`/bookings/coaches/${coach.id}`)).body).toMatchObject({ rating_count: 12 });
  });

  it('leave nothing of a writer who is deleted meanwhile and wants it so', async () => {
    for (let round = 0; round < 8; round++) {
      const { coach, client, booking } = await pair();
      const old = await completedSession(track.app, coach, client);
      const body = { ...REVIEW, on_account_deletion: 'remove' };
      await client.post(path(old), body);
      const [deleted, written, changed] = await Promise.all([
        admin.delete(`/admin/users/${client.id}`),
        track.elsewhere(client).post(path(booking), body),
        client.put(path(old), { ...body, rating: 1 }),
      ]);
      expect(deleted.status).toBe(204);
      expect([201, 401]).toContain(written.status);
      expect([200, 401, 403, 404]).toContain(changed.status);
      expect((await coach.get(`/bookings/coaches/${coach.id}/reviews`)).body).toEqual([]);
    }
  });

  it('end well when a coach is deleted while they answer, a client changes the review and an admin removes it', async () => {
    for (let round = 0; round < 8; round++) {
      const { coach, client, booking } = await pair();
      const { id } = (await client.post(path(booking), REVIEW)).body as { id: number };
      const answers = await Promise.all([
        admin.delete(`/admin/users/${coach.id}`),
        track.elsewhere(coach).put(`/bookings/coaches/${coach.id}/reviews/${id}/reply`, { text: 'Thanks!' }),
        track.elsewhere(client).put(path(booking), { rating: 1 }),
        track.elsewhere(admin).put(`/admin/reviews/${id}`, { status: 'removed', reason: 'Rude.' }),
      ]);
      expect(answers[0].status).toBe(204);
      expect(answers.filter(({ status }) => status >= 500)).toEqual([]);
      expect((await client.get(path(booking))).body.reply).toBeNull();
    }
  });
});
