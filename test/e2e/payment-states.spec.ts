import { type Person, TestApp } from '../support/app.js';
import { groupSession } from '../support/group-sessions.js';
import { pay } from '../support/payments.js';
import { opened } from '../support/schedules.js';
import { bookingsIn } from '../support/series.js';

const HOUR_MS = 3_600_000;
const WEEK = 7 * 24;
const MONDAY = Date.now() - (Date.now() % (24 * HOUR_MS)) + 20 * 24 * HOUR_MS;
const at = (hour: number) => new Date(MONDAY + hour * HOUR_MS).toISOString();

describe('a session that is paid by card', () => {
  let app: TestApp;
  let coach: Person;
  let client: Person;
  let wish: object;
  let hour = 8;

  beforeAll(async () => {
    app = await TestApp.start({ WORKER: 'off' });
    [coach, client] = await Promise.all([app.coach(), app.client()]);
    await opened(app, coach);
    wish = { coach_id: coach.id, session_type_id: await paidType() };
  });

  afterAll(() => app.stop());

  async function paidType(more: object = {}): Promise<number> {
    const price = { amount_minor: 4_500, currency: 'EUR' };
    const type = { name: 'Paid', minutes: 30, price, payment: 'to_book', ...more };
    return (await coach.post('/coach/session-types', type)).body.id as number;
  }

  const confirmsAlone = (auto_confirm: boolean) => coach.put('/coach/schedule', { auto_confirm });

  async function paid(id: number, who = client): Promise<void> {
    const { body } = await who.post(`/bookings/bookings/${id}/checkout`);
    expect(await pay(app, body.checkout_url as string)).toBe(true);
  }

  async function seen(id: number, who = client): Promise<unknown[]> {
    const { body } = await who.get(`/bookings/bookings/${id}`);
    return [body.scheduled_at, body.status, body.payment.status];
  }

  async function series(start: number): Promise<[id: number, first: number, second: number]> {
    const { body } = await client.post('/bookings/series', { ...wish, starts_at: at(start), every_weeks: 1, count: 2 });
    const [first, second] = bookingsIn(body) as [number, number];
    return [body.id as number, first, second];
  }

  it('that is not paid yet still waits for that when it is moved, though its coach confirms by themselves', async () => {
    await confirmsAlone(true);
    const [from, to] = [at((hour += 1)), at((hour += 1))];
    const { body } = await client.post('/bookings/book', { ...wish, scheduled_at: from });
    const moved = await client.post(`/bookings/bookings/${body.id}/move`, { scheduled_at: to });
    expect([moved.status, moved.body.code]).toEqual([200, undefined]);
    expect(await seen(body.id as number)).toEqual([to, 'pending', 'due']);
    await paid(body.id as number);
    expect(await seen(body.id as number)).toEqual([to, 'confirmed', 'paid']);
  });

  it('that is not paid yet waits for that in a series that is moved, too', async () => {
    await confirmsAlone(true);
    const [id, first, second] = await series((hour += 1));
    await paid(first);
    const to = (hour += 1);
    const moved = await client.post(`/bookings/series/${id}/move`, { from: first, starts_at: at(to) });
    expect([moved.status, moved.body.code]).toEqual([200, undefined]);
    expect(await seen(first)).toEqual([at(to), 'confirmed', 'paid']);
    expect(await seen(second)).toEqual([at(to + WEEK), 'pending', 'due']);
  });

  it('that is not paid yet stays as it is when its coach confirms the series', async () => {
    await confirmsAlone(false);
    const start = (hour += 1);
    const [id, first, second] = await series(start);
    await paid(first);
    const confirmed = await coach.post(`/bookings/series/${id}/confirm`);
    expect([confirmed.status, confirmed.body.code]).toEqual([200, undefined]);
    expect(await seen(first)).toEqual([at(start), 'confirmed', 'paid']);
    expect(await seen(second)).toEqual([at(start + WEEK), 'pending', 'due']);
  });

  it('that is not paid yet keeps its seat, unconfirmed, when its coach confirms the group session', async () => {
    await confirmsAlone(false);
    const start = at((hour += 1));
    const group_session_id = await groupSession(coach, await paidType({ capacity: 2 }), start);
    const people = await app.clients(2);
    const seats = await Promise.all(
      people.map(async (who) => {
        const { body } = await who.post('/bookings/book', { coach_id: coach.id, group_session_id });
        return body.id as number;
      }),
    );
    await paid(seats[0]!, people[0]);
    const confirmed = await coach.post(`/coach/group-sessions/${group_session_id}/confirm`);
    expect([confirmed.status, confirmed.body.code]).toEqual([200, undefined]);
    expect(await seen(seats[0]!, people[0])).toEqual([start, 'confirmed', 'paid']);
    expect(await seen(seats[1]!, people[1])).toEqual([start, 'pending', 'due']);
  });

  it('that is not paid yet shows the page on which it is paid to its client alone', async () => {
    await confirmsAlone(false);
    const { body } = await client.post('/bookings/book', { ...wish, scheduled_at: at((hour += 1)) });
    const path = `/bookings/bookings/${body.id}`;
    const { checkout_url: url } = (await client.post(`${path}/checkout`)).body;
    type Shown = { readonly id: number; readonly payment: { readonly checkout_url: string | null } };
    const inList = async (who: Person, list: string) =>
      ((await who.get(list)).body as Shown[]).find(({ id }) => id === body.id)?.payment.checkout_url;
    const alone = async (who: Person) => ((await who.get(path)).body as Shown).payment.checkout_url;
    expect([await alone(client), await inList(client, '/bookings/my-bookings')]).toEqual([url, url]);
    const admin = await app.admin();
    expect([await alone(coach), await inList(coach, '/bookings/coach/bookings')]).toEqual([null, null]);
    expect([await alone(admin), await inList(admin, '/bookings/admin/bookings')]).toEqual([null, null]);
    const changed = await coach.put(path, { notes: 'Bring a towel' });
    expect([changed.status, changed.body.payment.checkout_url]).toEqual([200, null]);
  });

  it('that was refunded, since its coach did not come, is free on the day that they agree on instead', async () => {
    await confirmsAlone(false);
    const start = (hour += 1);
    const { body } = await client.post('/bookings/book', { ...wish, scheduled_at: at(start) });
    const id = body.id as number;
    await paid(id);
    await coach.put(`/bookings/bookings/${id}`, { status: 'confirmed' });
    app.setTime(new Date(at(start + 1)));
    await coach.post(`/bookings/bookings/${id}/attendance`, { outcome: 'coach_no_show' });
    await coach.post(`/bookings/bookings/${id}/move`, { scheduled_at: at(start + WEEK) });
    expect(await seen(id)).toEqual([at(start + WEEK), 'confirmed', 'refunded']);
    const moved = await client.post(`/bookings/bookings/${id}/move`, { scheduled_at: at(start + WEEK + 24) });
    expect([moved.status, moved.body.code]).toEqual([200, undefined]);
    expect(await seen(id)).toEqual([at(start + WEEK + 24), 'pending', 'refunded']);
    expect((await coach.put(`/bookings/bookings/${id}`, { status: 'confirmed' })).status).toBe(200);
    app.setTime(null);
  });
});
