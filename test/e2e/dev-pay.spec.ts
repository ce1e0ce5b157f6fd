import { FakePaymentsService } from '../../src/payments/providers/fake/fake-payments.service.js';
import { fakeKeyOf, signatureOf } from '../../src/payments/providers/fake/fake-signature.js';
import { type CheckoutWish, PaymentProvider } from '../../src/payments/providers/payment-provider.js';
import { Clock } from '../../src/time/clock.js';
import { SECRET, TestApp } from '../support/app.js';
import type { Answer } from '../support/caller.js';
import { bought } from '../support/credits.js';
import { bookedAtProvider, refOf } from '../support/payments.js';
import { opened } from '../support/schedules.js';

const MINUTE = 60_000;
const DEVELOPMENT = { NODE_ENV: 'development', LOG_LEVEL: 'silent' };
const FORM = { 'content-type': 'application/x-www-form-urlencoded' };

describe('the fake payment provider', () => {
  let app: TestApp;
  let provider: PaymentProvider;
  let count = 0;

  beforeAll(async () => {
    app = await TestApp.start(DEVELOPMENT, true);
    provider = app.nest.get(PaymentProvider);
  });

  afterEach(() => app.setTime(null));
  afterAll(() => app.stop());

  const wish = (more: Partial<CheckoutWish> = {}): CheckoutWish => ({
    ...{ reference: `checkout:${++count}`, amountMinor: 4550, currency: 'EUR', description: 'Technique & <check>' },
    ...{ successUrl: 'https://app.example/paid?a=1', cancelUrl: 'https://app.example/left' },
    ...{ expiresAt: new Date(Date.now() + 30 * MINUTE), ...more },
  });
  const open = async () => (await provider.createCheckout(wish())).url;

  /** As a browser does, but without following where it is sent. */
  const send = async (method: 'GET' | 'POST', url: string, on = app, headers: Record<string, string> = {}) => {
    const { pathname } = new URL(url, 'http://localhost');
    const answer = await fetch(`${on.origin}${pathname}`, {
      method,
      headers: { ...FORM, ...headers },
      redirect: 'manual',
    });
    return { status: answer.status, text: await answer.text(), headers: Object.fromEntries(answer.headers) };
  };
  const press = (url: string, button: string) => send('POST', `${url}/${button}`);

  const told = (url: string) =>
    app.sql<{ kind: string; reference: string; amount_minor: number }>(
      `SELECT kind, reference, amount_minor FROM fake_payment_events WHERE ref = $1 ORDER BY created_at`,
      [refOf(url)],
    );

  it('shows a payment with three buttons, without a script, and sends the browser only where it must', async () => {
    const { status, text, headers } = await send('GET', await open());
    // Else a browser would hide where the form comes from, and pressing a button would be refused.
    expect([status, headers['referrer-policy']]).toEqual([200, 'same-origin']);
    expect(text).toContain('Pay 45.50 EUR');
    expect(text).toContain('Technique &amp; &lt;check&gt;');
    expect([...text.matchAll(/<button>(.*?)<\/button>/g)].map(([, name]) => name)).toEqual([
      'Pay',
      'Decline',
      'Abandon',
    ]);
    expect(text).not.toContain('<script');
    expect(headers['content-security-policy']).toBe(
      "default-src 'none';style-src 'self';form-action 'self' https://app.example https://app.example;base-uri 'none';frame-ancestors 'none'",
    );
    expect((await send('GET', '/dev/pay')).text).toContain('45.50 EUR, Technique &amp; &lt;check&gt;');
  });

  it.each([
    ['pay', 'paid', 'https://app.example/paid?a=1', 'This payment is paid.'],
    ['decline', 'failed', 'https://app.example/left', 'The bank declined this payment.'],
    ['abandon', 'expired', 'https://app.example/left', 'This payment was abandoned.'],
  ])(
    '%s: tells the application, sends the browser back, and does nothing a second time',
    async (button, kind, location, sentence) => {
      const url = await open();
      expect(await press(url, button)).toMatchObject({ status: 303, headers: { location } });
      expect(await told(url)).toEqual([{ kind, reference: `checkout:${count}`, amount_minor: 4550 }]);
      for (const again of ['pay', 'decline', 'abandon']) {
        const { status, text } = await press(url, again);
        expect(status).toBe(409);
        expect(text).toContain(`Nothing was done. ${sentence}`);
      }
      expect(await told(url)).toHaveLength(1);
    },
  );

  it('sends the browser to the list of payments where no application is known to return to', async () => {
    const { url } = await provider.createCheckout(wish({ successUrl: '/bookings/1?payment=paid' }));
    expect((await press(url, 'pay')).headers['location']).toBe(
      `${app.origin.replace('127.0.0.1', 'localhost')}/dev/pay`,
    );
    expect((await send('GET', url)).text).toContain('This payment is paid.');
  });

  it('takes a payment after our deadline, as Stripe does, and none after its own', async () => {
    const [late, tooLate] = [await open(), await open()];
    app.setTime(new Date(Date.now() + 60 * MINUTE));
    expect((await press(late, 'pay')).status).toBe(303);
    app.setTime(new Date(Date.now() + 62 * MINUTE));
    expect((await press(tooLate, 'pay')).text).toContain('Nothing was done. This payment page has expired.');
    expect((await send('GET', tooLate)).text).not.toContain('<button>');
  });

  it('of two presses at once counts one', async () => {
    const url = await open();
    const statuses = await Promise.all(['pay', 'abandon', 'pay', 'decline'].map((button) => press(url, button)));
    expect(statuses.map(({ status }) => status).sort()).toEqual([303, 409, 409, 409]);
    expect(await told(url)).toHaveLength(1);
  });

  it('gives the same page to the same reference, and refuses another amount under it', async () => {
    const asked = wish();
    const { url } = await provider.createCheckout(asked);
    expect(await provider.createCheckout(asked)).toMatchObject({ url });
    await expect(provider.createCheckout({ ...asked, amountMinor: 1 })).rejects.toMatchObject({ fault: 'refused' });
  });

  describe('a refund', () => {
    const refundOf = (url: string, amountMinor: number, reference = `refund:${++count}`) =>
      provider.refund({ reference, providerRef: refOf(url), amountMinor, currency: 'EUR' });
    const returned = async (url: string) => (await bookedAtProvider(app, url)).refundedMinor;

    it('returns a part once, and never more than was paid', async () => {
      const url = await open();
      await expect(refundOf(url, 1)).rejects.toMatchObject({ fault: 'refused' });
      await press(url, 'pay');
      await Promise.allSettled([1, 2, 3].map(() => refundOf(url, 2000, 'refund:same')));
      expect(await refundOf(url, 2000, 'refund:same')).toEqual({ status: 'done' });
      expect(await returned(url)).toBe(2000);
      await expect(refundOf(url, 2551)).rejects.toMatchObject({ fault: 'refused' });
      await refundOf(url, 2550);
      expect(await returned(url)).toBe(4550);
      expect((await told(url)).map(({ kind }) => kind)).toEqual(['paid', 'refunded', 'refunded']);
    });

    it('fails while testers want that', async () => {
      const url = await open();
      expect((await press(url, 'refuse-refunds')).status).toBe(409);
      await press(url, 'pay');
      expect((await press(url, 'refuse-refunds')).text).toContain('Let refunds succeed');
      await expect(refundOf(url, 100)).rejects.toMatchObject({ message: expect.stringContaining('switched off') });
      await press(url, 'take-refunds');
      await refundOf(url, 100);
      expect((await send('GET', url)).text).toContain('Returned so far: 1.00 EUR.');
    });
  });

  it('lists what moved on a UTC day', async () => {
    const url = await open();
    app.setTime(new Date('2031-05-01T23:59:59.999Z'));
    await app.sql(`UPDATE fake_payments SET expires_at = '2032-01-01' WHERE ref = $1`, [refOf(url)]);
    await press(url, 'pay');
    app.setTime(new Date('2031-05-02T00:00:00Z'));
    await provider.refund({ reference: 'refund:next-day', providerRef: refOf(url), amountMinor: 5, currency: 'EUR' });
    expect(await provider.transactionsOf('2031-05-01')).toEqual([
      {
        ...{ kind: 'charge', reference: `checkout:${count}`, id: refOf(url), amountMinor: 4550, currency: 'EUR' },
        at: new Date('2031-05-01T23:59:59.999Z'),
      },
    ]);
    expect(await provider.transactionsOf('2031-05-02')).toMatchObject([{ kind: 'refund', amountMinor: 5 }]);
  });

  it('signs what it tells; whatever is forged, changed or old is refused', async () => {
    const event = { event_id: 'paid:checkout:1', kind: 'paid', provider_ref: 'fake_1', reference: 'checkout:1' };
    const body = JSON.stringify({ ...event, amount_minor: 4550, currency: 'EUR' });
    const now = app.nest.get(Clock).real();
    const parse = (text: string, signature?: string) =>
      provider.parseWebhook(signature === undefined ? {} : { 'fake-signature': signature }, Buffer.from(text));
    const signed = signatureOf(body, fakeKeyOf(SECRET), now);
    expect(await parse(body, signed)).toEqual({
      ...{ eventId: 'paid:checkout:1', kind: 'paid', providerRef: 'fake_1', reference: 'checkout:1' },
      ...{ amountMinor: 4550, currency: 'EUR' },
    });
    const old = new Date(now.getTime() - 6 * MINUTE);
    for (const [text, signature] of [
      [body.replace('4550', '1'), signed],
      [body, signatureOf(body, fakeKeyOf('another secret of this length, or so'), now)],
      [body, signatureOf(body, fakeKeyOf(SECRET), old)],
      [body, signed.replace('t=', 't=1')],
      [body, ''],
      [body, undefined],
    ] as const) {
      await expect(parse(text, signature)).rejects.toMatchObject({ code: 'bad-signature' });
    }
  });

  it('exists in development on the embedded database, for this machine only', async () => {
    const path = new URL(await open()).pathname;
    expect((await send('GET', path)).status).toBe(200);
    expect((await send('GET', path, app, { 'x-forwarded-for': '10.0.0.5' })).status).toBe(404);
    expect((await send('POST', `${path}/pay`, app, { origin: 'https://evil.example' })).status).toBe(404);
    for (const [environment, isEmbedded] of [
      [DEVELOPMENT, false],
      [{ ...DEVELOPMENT, PAYMENTS: 'off' }, true],
    ] as const) {
      const twin = await app.twin(environment, undefined, isEmbedded);
      expect((await send('GET', path, twin)).status).toBe(404);
      expect(twin.nest.get(PaymentProvider).name).toBe('off');
      expect(() => twin.nest.get(FakePaymentsService)).toThrow();
      await expect(twin.nest.get(PaymentProvider).createCheckout(wish())).rejects.toMatchObject({
        code: 'payments-off',
      });
    }
  });

  it('where nobody takes cards, nothing is offered that is paid by card, and only a credit books what was', async () => {
    const twin = await app.twin({ ...DEVELOPMENT, PAYMENTS: 'off' }, undefined, true);
    const [coach, client] = await Promise.all([twin.coach(), twin.client()]);
    const type = await opened(twin, coach);
    const price = { amount_minor: 4_500, currency: 'EUR' };
    const refusal = async (answer: Promise<Answer>) => {
      const { status, body } = await answer;
      return [status, body.errors?.[0].field ?? body.code];
    };
    const paid = { name: 'Paid', minutes: 30, price, payment: 'to_book' };
    expect(await refusal(coach.post('/coach/session-types', paid))).toEqual([422, 'payment']);
    expect(await refusal(coach.put(`/coach/session-types/${type}`, paid))).toEqual([422, 'payment']);
    const pack = { name: 'Ten', sessions: 10, price };
    expect(await refusal(coach.post('/coach/packs', pack))).toEqual([409, 'payments-off']);
    const { status, body } = await coach.post('/coach/packs', { ...pack, is_active: false });
    expect(status).toBe(201);
    expect(await refusal(coach.put(`/coach/packs/${body.id}`, { is_active: true }))).toEqual([409, 'payments-off']);
    await app.sql(`UPDATE session_types SET payment = 'to_book', price_minor = 4500, currency = 'EUR' WHERE id = $1`, [
      type,
    ]);
    const book = (hours: number) =>
      client.post('/bookings/book', {
        ...{ coach_id: coach.id, session_type_id: type },
        scheduled_at: new Date(Math.ceil(Date.now() / 3_600_000 + hours) * 3_600_000).toISOString(),
      });
    expect(await refusal(book(48))).toEqual([409, 'no-credits']);
    await bought(app, client, coach);
    expect((await book(48)).body.payment).toMatchObject({ status: 'paid', method: 'credit' });
  });
});
