import { TimePassingService } from '../../src/bookings/time-passing.service.js';
import { RefundSenderService } from '../../src/payments/refunds/refund-sender.service.js';
import { FakePaymentsService } from '../../src/payments/providers/fake/fake-payments.service.js';
import type { Person, TestApp } from '../support/app.js';
import { bought, miscountedCredits } from '../support/credits.js';
import { bookedAtProvider, pay, refOf, sendEvent } from '../support/payments.js';
import { RaceTrack } from '../support/races.js';
import { opened } from '../support/schedules.js';

const DAY_MS = 86_400_000;
const PRICE = { amount_minor: 4_501, currency: 'EUR' };
/** Of each race: who is first differs. */
const ROUNDS = 5;

describe('payments in races', () => {
  let track: RaceTrack;
  let app: TestApp;
  let coach: Person;
  let client: Person;
  let type: number;
  let hour = 0;

  beforeAll(async () => {
    track = await RaceTrack.open();
    ({ app } = track);
    [coach, client] = await Promise.all([app.coach(), app.client()]);
    type = await opened(app, coach, { window_days: 365 });
    await app.sql(`UPDATE session_types SET payment = 'to_book', price_minor = $2, currency = 'EUR' WHERE id = $1`, [
      type,
      PRICE.amount_minor,
    ]);
  });

  afterAll(() => track.close());

  const rounds = <Result>(work: () => Promise<Result>) => Promise.all(Array.from({ length: ROUNDS }, work));

  async function due() {
    const scheduled_at = new Date(Math.ceil(Date.now() / DAY_MS + 9) * DAY_MS + ++hour * 3_600_000).toISOString();
    const request = { coach_id: coach.id, session_type_id: type, scheduled_at };
    const { status, body } = await client.post('/bookings/book', request);
    expect(status).toBe(201);
    return { id: body.id as number, path: `/bookings/bookings/${body.id}`, scheduled_at };
  }

  /** Paid at the provider, which tells so when it is asked to: each time under another name. */
  async function toBePaid() {
    const booking = await due();
    const url = (await client.post(`${booking.path}/checkout`)).body.checkout_url as string;
    const { reference } = await bookedAtProvider(app, url);
    const said = { kind: 'paid', provider_ref: refOf(url), reference, ...PRICE };
    const told = async (event_id: string) =>
      (await sendEvent(app, { ...said, event_id: `${event_id} ${reference}` })).status;
    return { ...booking, url, checkout: Number(reference.split(':')[1]), told };
  }

  /** What a page moved: to the coach, and back to the client. */
  async function moved(checkout: number) {
    const [row] = await app.sql<{ coach: number; client: number; paid: number; back: number }>(
      `SELECT coalesce(sum(amount) FILTER (WHERE account LIKE 'coach:%'), 0)::integer AS coach,
              coalesce(sum(amount) FILTER (WHERE account LIKE 'client:%'), 0)::integer AS client,
              coalesce(sum(amount) FILTER (WHERE account LIKE 'provider:%' AND amount < 0), 0)::integer AS paid,
              (SELECT coalesce(sum(amount_minor), 0)::integer FROM refunds WHERE checkout_id = $1) AS back
         FROM ledger_entries WHERE checkout_id = $1`,
      [checkout],
    );
    return row;
  }

  it('a payment and a cancellation at once: everything goes back, once', async () => {
    await rounds(async () => {
      const { path, checkout, told } = await toBePaid();
      const cancel = track.elsewhere(client).put(path, { status: 'cancelled' });
      const [heard, cancelled] = await Promise.all([told('one'), cancel]);
      expect([heard, cancelled.status]).toEqual([204, 200]);
      expect(await moved(checkout)).toEqual({ coach: 0, client: 4_501, paid: -4_501, back: 4_501 });
    });
  });

  it('messages about one payment at once: it is paid once', async () => {
    await rounds(async () => {
      const { checkout, told } = await toBePaid();
      expect(await Promise.all(['one', 'two', 'one', 'two'].map(told))).toEqual([204, 204, 204, 204]);
      expect(await moved(checkout)).toEqual({ coach: 4_501, client: 0, paid: -4_501, back: 0 });
    });
  });

  it('a payment while the deadline cancels: the time is taken, and it is paid', async () => {
    for (const { id, checkout, told, scheduled_at } of await rounds(toBePaid)) {
      await app.sql(`UPDATE bookings SET pay_until = now() - interval '1 second' WHERE id = $1`, [id]);
      const passing = app.nest.get(TimePassingService);
      const [heard] = await Promise.all([told('one'), passing.run(new Date())]);
      expect(heard).toBe(204);
      const active = await app.sql(
        `SELECT payment_status FROM bookings WHERE coach_id = $1 AND scheduled_at = $2 AND status <> 'cancelled'`,
        [coach.id, scheduled_at],
      );
      expect([active, await moved(checkout)]).toEqual([
        [{ payment_status: 'paid' }],
        { coach: 4_501, client: 0, paid: -4_501, back: 0 },
      ]);
    }
  });

  it('pages that are asked for at once are one, and end with the booking', async () => {
    await rounds(async () => {
      const { id, path } = await due();
      const asked = Array.from({ length: 4 }, (_, index) => track.at(index, client).post(`${path}/checkout`));
      const urls = (await Promise.all(asked)).map(({ body }) => body.checkout_url as string);
      expect(new Set(urls).size).toBe(1);
      const again = await due();
      await Promise.all([
        client.post(`${again.path}/checkout`),
        track.elsewhere(client).put(again.path, { status: 'cancelled' }),
      ]);
      const open = await app.sql(`SELECT booking_id FROM checkouts WHERE booking_id IN ($1, $2) AND status = 'open'`, [
        id,
        again.id,
      ]);
      expect(open).toEqual([{ booking_id: id }]);
    });
  });

  it('a refund that several send, that is heard of and tried again at once, is made once', async () => {
    const made = await rounds(async () => {
      const { path, url, checkout } = await toBePaid();
      await pay(app, url);
      await coach.put(path, { status: 'cancelled' });
      return { url, checkout };
    });
    const admin = await app.admin();
    const refunds = await app.sql<{ id: number; ref: string }>(
      `SELECT r.id, c.provider_ref AS ref FROM refunds r JOIN checkouts c ON c.id = r.checkout_id WHERE c.id = ANY ($1)`,
      [made.map(({ checkout }) => checkout)],
    );
    const provider = app.nest.get(FakePaymentsService);
    const send = () => track.both(RefundSenderService).map((sender) => sender.run(new Date(Date.now() + 1_000)));
    await Promise.all(
      [
        ...send(),
        ...refunds.flatMap(({ id, ref }) => {
          const wish = { reference: `refund:${id}:1`, providerRef: ref, amountMinor: 4_501, currency: 'EUR' };
          const told = { kind: 'refunded', event_id: `refunded ${id}`, provider_ref: ref, reference: wish.reference };
          return [
            provider.refund(wish).catch(() => undefined),
            sendEvent(app, { ...told, ...PRICE }),
            admin.post(`/admin/payments/refunds/${id}/retry`),
          ];
        }),
      ].map((work) => Promise.resolve(work).catch(() => undefined)),
    );
    await app.sql(`UPDATE refunds SET due_at = now() WHERE status = 'pending'`);
    await Promise.all(send());
    for (const { url, checkout } of made) {
      expect(await moved(checkout)).toEqual({ coach: 0, client: 0, paid: -4_501, back: 4_501 });
      expect((await bookedAtProvider(app, url)).refundedMinor).toBe(4_501);
    }
  });

  it('a purchase that two admins refund at once, or while its credits are used, goes back once', async () => {
    const [one, two] = await Promise.all([app.admin(), app.admin()]);
    for (let round = 0; round < 3; round++) {
      const purchase = await bought(app, client, coach, { sessions: 3, price_minor: 10_000 });
      const path = `/admin/purchases/${purchase}/refund`;
      const [first, second] = await Promise.all([one.post(path), track.elsewhere(two).post(path), due()]);
      expect([first.status, second.status].sort()).toEqual([200, 409]);
      const [row] = await app.sql<{ refunded: number; back: number; credits: number }>(
        `SELECT refunded_minor AS refunded, credits_reserved + credits_expired AS credits,
                (SELECT sum(r.amount_minor)::integer FROM refunds r JOIN checkouts c ON c.id = r.checkout_id WHERE c.purchase_id = p.id) AS back
           FROM pack_purchases p WHERE id = $1`,
        [purchase],
      );
      expect([row?.back, row?.credits]).toEqual([row?.refunded, 3]);
      expect([6_666, 9_999]).toContain(row?.refunded);
    }
    expect(await miscountedCredits(app)).toEqual([]);
  });
});
