import { inHours, type Person, TestApp } from '../support/app.js';
import type { Caller } from '../support/caller.js';
import { completedSession, miscountedRatings } from '../support/reviews.js';

const REVIEW = { rating: 5, text: 'Clear and <b>patient</b>.' };
const DAY_MS = 86_400_000;
const daysAgo = (days: number) => new Date(Date.now() - days * DAY_MS);

describe('reviews', () => {
  let app: TestApp;
  let coach: Person;
  let client: Person;
  let admin: Person;

  beforeAll(async () => {
    app = await TestApp.start();
    admin = await app.admin();
  });

  beforeEach(async () => {
    [coach, client] = await Promise.all([app.coach(), app.client({ fullName: 'Jo Miller' })]);
  });

  afterEach(async () => {
    expect(await miscountedRatings(app)).toEqual([]);
  });

  afterAll(() => app.stop());

  const path = (booking: number) => `/bookings/bookings/${booking}/review`;
  const session = (at?: Date) => completedSession(app, coach, client, at);
  const listed = async () => (await client.get(`/bookings/coaches/${coach.id}/reviews`)).body as { id: number }[];
  const rated = async () => {
    const { rating_average, rating_count } = (await client.get(`/bookings/coaches/${coach.id}`)).body;
    return [rating_average, rating_count] as [number | null, number];
  };
  const reviewed = async (body: object = REVIEW, by: Caller = client, at?: Date) => {
    const booking = await session(at);
    const answer = await by.post(path(booking), body);
    expect(answer.status).toBe(201);
    return { booking, id: answer.body.id as number };
  };
  const own = (id: number, what: string) => `/bookings/coaches/${coach.id}/reviews/${id}/${what}`;
  const codeOf = async (answer: ReturnType<Caller['get']>) => {
    const { status, body } = await answer;
    return [status, body?.code] as [number, string | undefined];
  };

  it('are written by the client of a completed session, and shown to all under a first name', async () => {
    const booking = await session();
    expect((await client.get(`/bookings/bookings/${booking}`)).body.actions.can_review).toBe(true);
    expect((await coach.get(`/bookings/bookings/${booking}`)).body.actions.can_review).toBe(false);
    const { status, body } = await client.post(path(booking), REVIEW);
    expect(status).toBe(201);
    expect(body).toMatchObject({
      ...{ booking_id: booking, coach_id: coach.id, status: 'published', show_name: true },
      ...{ on_account_deletion: 'anonymise', removal_reason: null, edited_at: null, reply: null, ...REVIEW },
    });
    expect(Date.parse(body.editable_until) - Date.parse(body.created_at)).toBe(30 * DAY_MS);
    expect((await client.get(path(booking))).body).toEqual(body);
    expect((await client.get(`/bookings/my-bookings`)).body[0].actions.can_review).toBe(false);
    const { id, created_at } = body;
    expect((await coach.get(`/bookings/coaches/${coach.id}/reviews`)).body).toEqual([
      { id, ...REVIEW, author: 'Jo M.', created_at, edited_at: null, reply: null },
    ]);
    expect(await rated()).toEqual([5, 1]);
  });

  it('are not written before the completion, by others, twice, or again after a deletion', async () => {
    const { booking } = await reviewed();
    const pending = await app.booked(client, coach, 2);
    const other = await app.client();
    expect(await codeOf(client.post(path(pending), REVIEW))).toEqual([409, 'not-reviewable']);
    expect(await codeOf(other.post(path(booking), REVIEW))).toEqual([403, 'not-your-booking']);
    expect(await codeOf(other.get(path(booking)))).toEqual([403, 'not-your-booking']);
    expect(await codeOf(coach.post(path(booking), REVIEW))).toEqual([403, 'forbidden']);
    expect(await codeOf(client.post(path(2_000_000), REVIEW))).toEqual([404, 'booking-not-found']);
    expect(await codeOf(client.post(path(booking), REVIEW))).toEqual([409, 'already-reviewed']);
    expect((await client.delete(path(booking))).status).toBe(204);
    expect(await codeOf(client.get(path(booking)))).toEqual([404, 'review-not-found']);
    expect(await codeOf(client.post(path(booking), REVIEW))).toEqual([409, 'already-reviewed']);
    expect([await listed(), await rated()]).toEqual([[], [null, 0]]);
  });

  it('can be written for 30 days after the completion, whatever happens to the booking later', async () => {
    const booking = await session(daysAgo(30));
    await app.sql(`UPDATE bookings SET updated_at = now() WHERE id = $1`, [booking]);
    expect((await client.get(`/bookings/bookings/${booking}`)).body.actions.can_review).toBe(false);
    expect(await codeOf(client.post(path(booking), REVIEW))).toEqual([409, 'review-too-late']);
    const inTime = await session(new Date(Date.now() - 30 * DAY_MS + 60_000));
    expect((await client.post(path(inTime), { rating: 1 })).status).toBe(201);
  });

  it('are changed whole and deleted by their writer for 30 days', async () => {
    const { booking } = await reviewed();
    const hidden = await client.put(path(booking), { ...REVIEW, show_name: false });
    expect(hidden.body).toMatchObject({ show_name: false, edited_at: null });
    expect((await listed())[0]).toMatchObject({ author: 'A client' });
    const { body } = await client.put(path(booking), { rating: 2 });
    expect(body).toMatchObject({ rating: 2, text: null, show_name: true });
    expect(body.edited_at).not.toBeNull();
    expect(await rated()).toEqual([2, 1]);
    await app.sql(`UPDATE reviews SET created_at = created_at - interval '30 days' WHERE booking_id = $1`, [booking]);
    expect(await codeOf(client.put(path(booking), REVIEW))).toEqual([409, 'review-too-late']);
    expect(await codeOf(client.delete(path(booking)))).toEqual([409, 'review-too-late']);
    expect((await client.get(path(booking))).body.rating).toBe(2);
  });

  it('are answered once and reported once by the coach, who can do no more', async () => {
    const { id } = await reviewed();
    const stranger = await app.coach();
    const reply = await coach.put(own(id, 'reply'), { text: 'Thanks, Jo!' });
    expect(reply.body).toMatchObject({ id, author: 'Jo M.', reply: { text: 'Thanks, Jo!' } });
    expect((await coach.put(own(id, 'reply'), { text: 'Thank you!' })).body.reply.text).toBe('Thank you!');
    expect(await codeOf(stranger.put(own(id, 'reply'), { text: 'Mine' }))).toEqual([404, 'review-not-found']);
    const elsewhere = `/bookings/coaches/${stranger.id}/reviews/${id}/reply`;
    expect(await codeOf(stranger.put(elsewhere, { text: 'Mine' }))).toEqual([404, 'review-not-found']);
    expect((await coach.post(own(id, 'report'), { reason: 'Not my client.' })).status).toBe(204);
    expect(await codeOf(coach.post(own(id, 'report'), { reason: 'Again.' }))).toEqual([409, 'already-reported']);
    expect(await codeOf(stranger.post(own(id, 'report'), { reason: 'Me too.' }))).toEqual([404, 'review-not-found']);
    expect(await listed()).toHaveLength(1);
    expect(await codeOf(coach.put(`/admin/reviews/${id}`, { status: 'removed', reason: 'No.' }))).toEqual([
      ...[403, 'forbidden'],
    ]);
  });

  it('are removed by admins for a reason that the writer reads, and can be shown again', async () => {
    const { id, booking } = await reviewed();
    await coach.post(own(id, 'report'), { reason: 'Rude.' });
    const reports = async () => (await admin.get('/admin/reviews?reported=true')).body as { id: number }[];
    const waiting = (await reports()).find((review) => review.id === id);
    expect(waiting).toMatchObject({ booking_id: booking, client_id: client.id, report: { reason: 'Rude.' } });
    expect(await codeOf(admin.put(`/admin/reviews/${id}`, { status: 'removed' }))).toEqual([422, 'validation-failed']);
    const { body } = await admin.put(`/admin/reviews/${id}`, { status: 'removed', reason: 'Insults.' });
    expect(body).toMatchObject({ id, status: 'removed', reason: 'Insults.', author: 'Jo M.' });
    const audit = (await admin.get(`/admin/audit?subject_id=${coach.id}`)).body as { what: string; after: object }[];
    expect(audit).toMatchObject([{ what: 'review', after: { status: 'removed', decision_reason: 'Insults.' } }]);
    expect([await listed(), await rated()]).toEqual([[], [null, 0]]);
    expect((await client.get(path(booking))).body).toMatchObject({ status: 'removed', removal_reason: 'Insults.' });
    expect(await codeOf(client.put(path(booking), REVIEW))).toEqual([409, 'review-removed']);
    expect(await codeOf(coach.put(own(id, 'reply'), { text: 'Ha' }))).toEqual([404, 'review-not-found']);
    expect((await reports()).some((review) => review.id === id)).toBe(false);
    expect(((await admin.get('/admin/reviews?status=removed')).body as { id: number }[])[0]!.id).toBe(id);
    await admin.put(`/admin/reviews/${id}`, { status: 'published' });
    expect(await rated()).toEqual([5, 1]);
    expect((await client.delete(path(booking))).status).toBe(204);
    expect(await codeOf(admin.put(`/admin/reviews/${id}`, { status: 'published' }))).toEqual([404, 'review-not-found']);
  });

  it('lose the name of a deleted writer, or go, as their writer chose', async () => {
    const { id } = await reviewed();
    await reviewed({ rating: 1, on_account_deletion: 'remove' });
    expect(await rated()).toEqual([3, 2]);
    expect((await admin.delete(`/admin/users/${client.id}`)).status).toBe(204);
    const { body } = await coach.get(`/bookings/coaches/${coach.id}/reviews`);
    expect(body).toMatchObject([{ id, ...REVIEW, author: 'A client' }]);
    const all = (await admin.get('/admin/reviews')).body as { id: number; client_id: number | null }[];
    expect(all.find((review) => review.id === id)).toMatchObject({ client_id: null, author: 'A client' });
    expect((await coach.get(`/bookings/coaches/${coach.id}`)).body).toMatchObject({ rating_count: 1 });
  });

  it('of a deleted coach keep what clients wrote, and nothing of the coach', async () => {
    const { id, booking } = await reviewed();
    await coach.put(own(id, 'reply'), { text: 'Thanks!' });
    const unreviewed = await session();
    expect((await admin.delete(`/admin/users/${coach.id}`)).status).toBe(204);
    expect((await client.get(path(booking))).body).toMatchObject({ ...REVIEW, reply: null });
    expect(await codeOf(client.get(`/bookings/coaches/${coach.id}/reviews`))).toEqual([404, 'coach-not-found']);
    expect(await codeOf(client.post(path(unreviewed), REVIEW))).toEqual([404, 'coach-not-found']);
    expect((await client.delete(path(booking))).status).toBe(204);
  });

  it('are not asked for when their coach is deleted, of whom none can be written', async () => {
    const booking = await session();
    const asked = async () => [
      (await client.get(`/bookings/bookings/${booking}`)).body.actions.can_review,
      (await client.get('/bookings/my-bookings')).body[0].actions.can_review,
    ];
    expect(await asked()).toEqual([true, true]);
    expect((await admin.delete(`/admin/users/${coach.id}`)).status).toBe(204);
    expect(await asked()).toEqual([false, false]);
  });

  describe('rate coaches', () => {
    const names = async (query: string) => {
      const { body } = await client.get(`/bookings/coaches?q=ranked&${query}`);
      return (body as { coach_name: string }[]).map(({ coach_name }) => coach_name.replace('Ranked ', ''));
    };
    const rate = async (name: string, stars: readonly number[]) => {
      coach = await app.coach({ fullName: `Ranked ${name}`, specialties: 'Ranking' });
      for (const rating of stars) await reviewed({ rating });
    };

    it('in the list, which many good reviews lead, and which leaves out what is not asked for', async () => {
      await rate('new', []);
      await rate('one five', [5]);
      await rate('many', [5, 5, 5, 5, 5, 5, 5, 5, 5, 4]);
      await rate('poor', [1, 2]);
      expect(await names('sort=rating')).toEqual(['many', 'one five', 'new', 'poor']);
      expect(await names('min_rating=4.9')).toEqual(['many', 'one five']);
      expect(await names('min_rating=1.5')).toEqual(['many', 'one five', 'poor']);
      const [first] = (await client.get('/bookings/coaches?q=ranked&sort=rating&limit=1')).body;
      expect(first).toMatchObject({ rating_average: 4.9, rating_count: 10 });
      expect(first.score).toBeUndefined();
      const pages: string[] = [];
      for (let next: string | undefined = '/bookings/coaches?q=ranked&sort=rating&limit=1'; next;) {
        const { body, headers } = await client.get(next);
        pages.push(body[0].coach_name);
        next = /<\/api\/v1(.*)>/.exec(headers.get('link') ?? '')?.[1];
      }
      expect(pages).toEqual(['Ranked many', 'Ranked one five', 'Ranked new', 'Ranked poor']);
      const start = inHours(24);
      expect((await client.get(`/bookings/times?starts_at=${start}&specialty=ranking`)).status).toBe(200);
    });
  });
});
