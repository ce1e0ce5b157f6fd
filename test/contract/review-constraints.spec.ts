import { type Person, TestApp } from '../support/app.js';
import { completedSession, miscountedRatings } from '../support/reviews.js';
import { insert } from '../support/rows.js';
import { CHECK, FOREIGN_KEY, refuses, UNIQUE } from '../support/violations.js';

const AT = '2026-11-01T09:00:00Z';
const GONE = { status: 'deleted', rating: null, text: null, show_name: false };
const NOBODY = 2_000_000_000;

/** Like constraints.spec.ts, for reviews and the ratings of coaches. */
describe('PostgreSQL', () => {
  let app: TestApp;
  let coach: Person;
  let client: Person;

  beforeAll(async () => {
    app = await TestApp.start();
    [coach, client] = await Promise.all([app.coach(), app.client()]);
  });

  afterAll(() => app.stop());

  const session = () => completedSession(app, coach, client);
  const add = async (wrong: object = {}, booking?: number) => {
    const review = { coach_id: coach.id, status: 'published', rating: 4, text: 'Good', show_name: true };
    const rest = { booking_id: booking ?? (await session()), on_account_deletion: 'anonymise', created_at: AT };
    return insert(app, 'reviews', { ...review, ...rest, ...wrong });
  };
  const change = (id: number, columns: string) => app.sql(`UPDATE reviews SET ${columns} WHERE id = ${id}`);

  it.each([
    ['reviews_status', { status: 'hidden' }],
    ['reviews_rating', { rating: 0 }],
    ['reviews_rating', { rating: 6 }],
    ['reviews_text_length', { text: '' }],
    ['reviews_text_length', { text: 'x'.repeat(2001) }],
    ['reviews_on_account_deletion', { on_account_deletion: 'keep' }],
    ['reviews_reply', { reply: 'Thanks' }],
    ['reviews_reply', { reply: 'x'.repeat(2001), replied_at: AT }],
    ['reviews_report', { reported_at: AT }],
    ['reviews_report', { report_reason: '', reported_at: AT }],
    ['reviews_decision', { decision_reason: 'Rude' }],
    ['reviews_decision', { decision_reason: 'x'.repeat(1001), decided_at: AT }],
    ['reviews_removed_for_reason', { status: 'removed', decided_at: AT }],
    ['reviews_deleted_is_empty', { rating: null }],
    ['reviews_deleted_is_empty', { ...GONE, show_name: true }],
    ['reviews_deleted_is_empty', { ...GONE, text: 'Still there' }],
    ['reviews_deleted_is_empty', { ...GONE, reply: 'Thanks', replied_at: AT }],
  ])('refuses a review that breaks %s: %j', async (constraint, wrong) => {
    await refuses(constraint, CHECK, add(wrong));
  });

  it('refuses reviews of nobody, of sessions that are not completed, and of another coach', async () => {
    await refuses('reviews_of_completed_session', CHECK, add({}, NOBODY));
    const pending = await app.booked(client, coach, 2);
    await refuses('reviews_of_completed_session', CHECK, add({}, pending));
    await refuses('reviews_of_completed_session', CHECK, add({ coach_id: (await app.coach()).id }));
    const id = await add();
    await refuses('reviews_booking_id_fkey', FOREIGN_KEY, change(id, `booking_id = ${NOBODY}`));
    await refuses('reviews_coach_id_fkey', FOREIGN_KEY, change(id, `coach_id = ${NOBODY}`));
  });

  it('refuses a second review of a session, even if the first was deleted', async () => {
    const booking = await session();
    await add(GONE, booking);
    await refuses('reviews_booking_id_key', UNIQUE, add({}, booking));
  });

  it('refuses reviews by and of the deleted', async () => {
    const [gone, admin] = await Promise.all([app.client(), app.admin()]);
    const orphaned = await completedSession(app, coach, gone);
    expect((await admin.delete(`/admin/users/${gone.id}`)).status).toBe(204);
    await refuses('reviews_client_alive', CHECK, add({}, orphaned));
    const other = await app.coach();
    const theirs = await completedSession(app, other, client);
    expect((await admin.delete(`/admin/users/${other.id}`)).status).toBe(204);
    await refuses('reviews_coach_alive', CHECK, add({ coach_id: other.id }, theirs));
  });

  it('counts ratings whoever writes: published ones, as they change, and when rows go', async () => {
    const [first, second] = [await add({ rating: 5 }), await add({ rating: 2 })];
    await change(first, `rating = 1`);
    await change(second, `status = 'removed', decision_reason = 'Rude', decided_at = now()`);
    expect(await miscountedRatings(app)).toEqual([]);
    await change(second, `status = 'published'`);
    await app.sql(`DELETE FROM reviews WHERE id = $1`, [first]);
    expect(await miscountedRatings(app)).toEqual([]);
  });

  it('lets nobody but the trigger write ratings, keeps them in range, and none of a tombstone', async () => {
    const set = (columns: string) => app.sql(`UPDATE users SET ${columns} WHERE id = ${coach.id}`);
    await refuses('users_rating_guard', CHECK, set('rating_count = rating_count + 1'));
    await refuses('users_rating_guard', CHECK, set('rating_sum = rating_sum + 1'));
    const unguarded = (columns: string, id: number) =>
      app.sql(`
        DO $$ BEGIN
          ALTER TABLE users DISABLE TRIGGER users_rating_guard;
          UPDATE users SET ${columns} WHERE id = ${id};
        END $$`);
    await refuses('users_rating_in_range', CHECK, unguarded('rating_count = 2, rating_sum = 11', coach.id));
    await refuses('users_rating_in_range', CHECK, unguarded('rating_count = 2, rating_sum = 1', coach.id));
    const [gone, admin] = await Promise.all([app.coach(), app.admin()]);
    await admin.delete(`/admin/users/${gone.id}`);
    await refuses('users_tombstone_has_no_rating', CHECK, unguarded('rating_count = 1, rating_sum = 5', gone.id));
  });
});
