import { PasswordsService } from '../../src/auth/accounts/passwords.service.js';
import { type Person, TestApp } from '../support/app.js';
import { bought, creditsOf, miscountedCredits } from '../support/credits.js';
import { groupSession } from '../support/group-sessions.js';
import { expectSoundBooks } from '../support/invariants.js';
import { pay } from '../support/payments.js';
import { opened } from '../support/schedules.js';

const HOUR_MS = 3_600_000;
const MONDAY = Date.now() - (Date.now() % (24 * HOUR_MS)) + 20 * 24 * HOUR_MS;
const at = (hour: number) => new Date(MONDAY + hour * HOUR_MS).toISOString();
const PASSWORD = 'an uncommon pass phrase';

describe('what was paid for sessions of somebody who is deleted', () => {
  let app: TestApp;
  let admin: Person;
  let coach: Person;
  let client: Person;

  beforeAll(async () => {
    app = await TestApp.start({ WORKER: 'off' });
    admin = await app.admin();
  });

  beforeEach(async () => {
    const passwordHash = await app.nest.get(PasswordsService).hash(PASSWORD);
    [coach, client] = await Promise.all([app.coach({ passwordHash }), app.client({ passwordHash })]);
    await opened(app, coach, { window_days: 365 });
    await coach.put('/coach/policy', {
      late_cancellation_percent: 50,
      cancel_notice_minutes: 600,
      no_show_percent: 50,
    });
  });

  afterEach(() => app.setTime(null));

  afterAll(async () => {
    await expectSoundBooks(app);
    expect(await miscountedCredits(app)).toEqual([]);
    await app.stop();
  });

  const typeOf = async (payment: string, more: object = {}) => {
    const type = { name: 'Paid', minutes: 60, price: { amount_minor: 4_500, currency: 'EUR' }, payment, ...more };
    return (await coach.post('/coach/session-types', type)).body.id as number;
  };
  const requested = async (payment: string, scheduled_at: string) => {
    const wish = { coach_id: coach.id, session_type_id: await typeOf(payment), scheduled_at };
    const { body } = await client.post('/bookings/book', wish);
    if (payment === 'to_book') await paid(body.id as number);
    return body.id as number;
  };
  const paid = async (id: number, who = client) =>
    pay(app, (await who.post(`/bookings/bookings/${id}/checkout`)).body.checkout_url as string);
  const confirm = (id: number) => coach.put(`/bookings/bookings/${id}`, { status: 'confirmed' });
  const confirmed = async (payment: string, scheduled_at: string) => {
    const id = await requested(payment, scheduled_at);
    await confirm(id);
    return id;
  };
  const seen = async (id: number) => {
    const { body } = await admin.get(`/bookings/bookings/${id}`);
    const { status, cancelled_by, is_late_cancellation: isLate, attendance, payment } = body;
    return { status, by: cancelled_by, isLate, attendance, payment: payment.status, back: payment.refunded_minor };
  };
  const leave = async (who: Person) =>
    expect((await who.send('DELETE', '/users/me', { password: PASSWORD, confirm: true })).status).toBe(204);
  const remove = async (who: Person) => expect((await admin.delete(`/admin/users/${who.id}`)).status).toBe(204);

  it('stays paid once they have begun, and who came stays known', async () => {
    const [card, inPerson, ended] = [
      await confirmed('to_book', at(9)),
      await confirmed('at_session', at(10)),
      await confirmed('to_book', at(4)),
    ];
    app.setTime(new Date(at(10.5)));
    await coach.post(`/bookings/bookings/${card}/attendance`, { outcome: 'attended' });
    await coach.post(`/bookings/bookings/${ended}/attendance`, { outcome: 'client_no_show' });
    await leave(client);
    const completed = { status: 'completed', by: null, isLate: false, back: 0 };
    expect(await seen(card)).toEqual({ ...completed, attendance: 'attended', payment: 'paid' });
    expect(await seen(inPerson)).toEqual({ ...completed, attendance: null, payment: 'due' });
    expect(await seen(ended)).toMatchObject({ ...completed, attendance: 'client_no_show', back: 2_250 });
    const history = (await coach.get(`/bookings/bookings/${card}/history`)).body as object[];
    expect(history.at(-1)).toMatchObject({ to_status: 'completed', by: 'client' });
  });

  it('goes back to a client who goes by themselves, but for the fee of a late cancellation', async () => {
    const [late, inPerson] = [await confirmed('to_book', at(9)), await confirmed('at_session', at(11))];
    const early = await confirmed('to_book', at(30));
    app.setTime(new Date(at(8)));
    await leave(client);
    const cancelled = { status: 'cancelled', by: 'client', isLate: true };
    expect(await seen(late)).toMatchObject({ ...cancelled, payment: 'partly_refunded', back: 2_250 });
    expect(await seen(inPerson)).toMatchObject({ ...cancelled, payment: 'due', back: 0 });
    expect(await seen(early)).toMatchObject({ ...cancelled, isLate: false, payment: 'refunded', back: 4_500 });
  });

  it('goes back in full when an admin deletes the client, or the coach goes', async () => {
    const free = { status: 'cancelled', isLate: false, payment: 'refunded', back: 4_500 };
    const first = await confirmed('to_book', at(9));
    app.setTime(new Date(at(8)));
    await remove(client);
    expect(await seen(first)).toMatchObject({ ...free, by: 'admin' });
    app.setTime(null);
    client = await app.client();
    const second = await confirmed('to_book', at(9));
    app.setTime(new Date(at(8)));
    await leave(coach);
    expect(await seen(second)).toMatchObject({ ...free, by: 'coach' });
  });

  it('stays paid when an admin deletes the coach after the session', async () => {
    const id = await confirmed('to_book', at(9));
    app.setTime(new Date(at(12)));
    await remove(coach);
    expect(await seen(id)).toMatchObject({ status: 'completed', payment: 'paid', back: 0 });
  });

  it('goes back for a request that nobody confirmed before its start', async () => {
    const id = await requested('to_book', at(9));
    app.setTime(new Date(at(9.5)));
    await leave(client);
    expect(await seen(id)).toMatchObject({ status: 'cancelled', isLate: false, payment: 'refunded', back: 4_500 });
  });

  it('is used up as credits when they took place or end late, and counts with what was paid', async () => {
    const purchase = await bought(app, client, coach, { sessions: 3, price_minor: 3_000 });
    const [begun, late] = [await confirmed('credits_only', at(9)), await confirmed('credits_only', at(12))];
    app.setTime(new Date(at(9.5)));
    await leave(client);
    expect(await seen(begun)).toMatchObject({ status: 'completed', payment: 'paid' });
    expect(await seen(late)).toMatchObject({ status: 'cancelled', isLate: true, payment: 'paid' });
    expect(await creditsOf(app, purchase)).toEqual([0, 0, 2, 1, 3_000]);
  });

  it('stays paid for seats of a group session that runs when its coach goes; those ahead are cancelled', async () => {
    const type = await typeOf('to_book', { capacity: 3 });
    const [running, ahead] = [await groupSession(coach, type, at(9)), await groupSession(coach, type, at(12))];
    const seat = async (group_session_id: number) => {
      const { body } = await client.post('/bookings/book', { coach_id: coach.id, group_session_id });
      await paid(body.id as number);
      await confirm(body.id as number);
      return body.id as number;
    };
    const [begun, later] = [await seat(running), await seat(ahead)];
    app.setTime(new Date(at(9.5)));
    await leave(coach);
    expect(await seen(begun)).toMatchObject({ status: 'completed', payment: 'paid', back: 0 });
    expect(await seen(later)).toMatchObject({ status: 'cancelled', by: 'coach', payment: 'refunded', back: 4_500 });
    const sessions = await app.sql(
      `SELECT seats_taken, cancelled_at IS NOT NULL AS is_cancelled FROM group_sessions WHERE id = ANY ($1) ORDER BY id`,
      [[running, ahead]],
    );
    expect(sessions).toEqual([
      { seats_taken: 1, is_cancelled: false },
      { seats_taken: 0, is_cancelled: true },
    ]);
  });

  it('changes nothing for slots without a time: they are cancelled', async () => {
    const id = await app.booked(client, coach, 1);
    await confirm(id);
    await leave(client);
    expect(await seen(id)).toMatchObject({ status: 'cancelled', by: 'client', isLate: false, payment: 'none' });
  });
});
