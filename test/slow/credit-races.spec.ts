import { CreditExpiryService } from '../../src/packs/credit-expiry.service.js';
import { type Person, TestApp } from '../support/app.js';
import { bought, creditsOf, miscountedCredits } from '../support/credits.js';
import { deliverEvents, sendEvent } from '../support/payments.js';
import { opened } from '../support/schedules.js';

const DAY_MS = 86_400_000;
const at = (days: number, hour = 9) =>
  new Date(Math.ceil(Date.now() / DAY_MS + days) * DAY_MS + hour * 3_600_000).toISOString();

describe('credits in races', () => {
  let app: TestApp;
  let coach: Person;
  let client: Person;
  let type: number;

  beforeAll(async () => {
    app = await TestApp.start({ WORKER: 'off' });
  });

  beforeEach(async () => {
    [coach, client] = await Promise.all([app.coach(), app.client()]);
    type = await opened(app, coach, { window_days: 365 });
    await app.sql(`UPDATE session_types SET payment = 'credits_only' WHERE id = $1`, [type]);
  });

  afterEach(async () => {
    expect(await miscountedCredits(app)).toEqual([]);
  });

  afterAll(() => app.stop());

  const book = (scheduled_at: string) =>
    client.post('/bookings/book', { coach_id: coach.id, session_type_id: type, scheduled_at });

  it('bookings at once use as many credits as there are', async () => {
    const purchase = await bought(app, client, coach, { sessions: 3 });
    const answers = await Promise.all(Array.from({ length: 10 }, (_, day) => book(at(day + 3))));
    const booked = answers.filter(({ status }) => status === 201);
    expect([booked.length, await creditsOf(app, purchase)]).toEqual([3, [0, 3, 0, 0, 0]]);
  });

  it('a series and single sessions never share a credit', async () => {
    const purchase = await bought(app, client, coach, { sessions: 4 });
    const series = { coach_id: coach.id, session_type_id: type, starts_at: at(3, 12), every_weeks: 1, count: 4 };
    const [whole, ...single] = await Promise.all([client.post('/bookings/series', series), book(at(4)), book(at(5))]);
    const used = (whole.status === 201 ? 4 : 0) + single.filter(({ status }) => status === 201).length;
    expect([[whole, ...single].every(({ status }) => status === 201 || status === 409), used <= 4]).toEqual([
      true,
      true,
    ]);
    expect((await creditsOf(app, purchase))[1]).toBe(used);
  });

  it('a credit of a session that is cancelled while it expires is used, left or expired, and never two of them', async () => {
    for (let round = 0; round < 10; round++) {
      const purchase = await bought(app, client, coach, { sessions: 2, price_minor: 1001 });
      const { body } = await book(at(3 + round));
      await app.sql(`UPDATE pack_purchases SET expires_at = now() WHERE id = $1`, [purchase]);
      const expiry = app.nest.get(CreditExpiryService);
      await Promise.all([
        client.put(`/bookings/bookings/${body.id}`, { status: 'cancelled' }),
        expiry.run(new Date(Date.now() + 1000)),
      ]);
      await expiry.run(new Date(Date.now() + 1000));
      expect(await creditsOf(app, purchase)).toEqual([0, 0, 0, 2, 1001]);
    }
  });

  it('a credit that an admin takes away meanwhile is not used', async () => {
    const admin = await app.admin();
    for (let round = 0; round < 15; round++) {
      const purchase = await bought(app, client, coach, { sessions: 1 });
      const [booking, taken] = await Promise.all([
        book(at(3 + round)),
        admin.post(`/admin/purchases/${purchase}/credits`, { credits: -1, reason: 'A mistake.' }),
      ]);
      expect([
        [201, 409],
        [409, 200],
      ]).toContainEqual([booking.status, taken.status]);
    }
  });

  it('a payment that is told many times at once grants credits once', async () => {
    const price = { amount_minor: 9_000, currency: 'EUR' };
    const { body: pack } = await coach.post('/coach/packs', { name: 'Two', sessions: 2, price });
    const { body } = await client.post(`/packs/${pack.id}/purchase`);
    const [checkout] = await app.sql<{ id: number; ref: string }>(
      `SELECT id, provider_ref AS ref FROM checkouts WHERE purchase_id = $1`,
      [body.id],
    );
    const said = { kind: 'paid', provider_ref: checkout!.ref, reference: `checkout:${checkout!.id}`, ...price };
    const told = await Promise.all([1, 2, 3, 4].map((n) => sendEvent(app, { ...said, event_id: `event ${n % 2}` })));
    await deliverEvents(app);
    expect(told.map(({ status }) => status)).toEqual([204, 204, 204, 204]);
    expect(await creditsOf(app, body.id as number)).toEqual([2, 0, 0, 0, 0]);
  });
});
