import Stripe from 'stripe';
import { Config } from '../../src/config/config.js';
import { OutgoingClient } from '../../src/outgoing/outgoing-client.js';
import type { CheckoutWish } from '../../src/payments/providers/payment-provider.js';
import { StripeProvider } from '../../src/payments/providers/stripe/stripe-provider.js';
import { openStripe } from '../../src/payments/providers/stripe/stripe-sdk.js';
import { Clock } from '../../src/time/clock.js';
import { FakeStripe, type Mishap, STRIPE_ERRORS } from '../support/stripe.js';

const DEADLINE = new Date(Math.floor(Date.now() / 1000) * 1000 + 25 * 60_000);

const QUICK = { timeoutMs: 300, retries: 1 };
const outgoing = () => new OutgoingClient({ allowsLoopback: true, proxy: null });

/** The SDK does not repeat what Stripe marks so. */
const final = ([status, body]: readonly [number, object]): Mishap => [status, body, { 'stripe-should-retry': 'false' }];

describe('payments through Stripe', () => {
  let stripe: FakeStripe;
  let provider: StripeProvider;
  let count = 0;

  const open = (environment = stripe.environment) =>
    new StripeProvider(new Config(environment), new OutgoingClient({ allowsLoopback: true, proxy: null }), new Clock());

  const wish = (more: Partial<CheckoutWish> = {}): CheckoutWish => ({
    ...{ reference: `checkout:${++count}`, amountMinor: 4550, currency: 'EUR', description: 'Technique check' },
    ...{ successUrl: 'https://app.example/paid', cancelUrl: 'https://app.example/left', expiresAt: DEADLINE, ...more },
  });

  /** A checkout that its client paid. */
  const paid = async (more: Partial<CheckoutWish> = {}) => {
    const { providerRef } = await provider.createCheckout(wish(more));
    stripe.pay(providerRef);
    return providerRef;
  };

  beforeAll(async () => {
    stripe = await FakeStripe.start();
    provider = open();
  });

  beforeEach(() => {
    stripe.asked.length = 0;
    stripe.refundStatus = 'succeeded';
  });

  afterAll(() => stripe.stop());

  it('opens a page of Stripe with our reference, amount and addresses, in the pinned version', async () => {
    const asked = wish();
    const { providerRef, url } = await provider.createCheckout(asked);
    expect(url).toBe(`https://checkout.stripe.example/c/pay/${providerRef}`);
    const [{ headers, form } = {}] = stripe.asked;
    expect(headers).toMatchObject({ 'stripe-version': '2026-10-28.endive', 'idempotency-key': asked.reference });
    expect(headers?.['x-stripe-client-telemetry']).toBeUndefined();
    expect(Object.fromEntries(form!)).toEqual({
      ...{
        mode: 'payment',
        client_reference_id: asked.reference,
        'payment_intent_data[metadata][reference]': asked.reference,
      },
      ...{ 'line_items[0][quantity]': '1', 'line_items[0][price_data][currency]': 'eur' },
      ...{ 'line_items[0][price_data][unit_amount]': '4550', 'payment_intent_data[description]': 'Technique check' },
      'line_items[0][price_data][product_data][name]': 'Technique check',
      ...{ success_url: 'https://app.example/paid', cancel_url: 'https://app.example/left' },
      expires_at: String(DEADLINE.getTime() / 1000 + 31 * 60),
    });
  });

  it('gives the same page when it is asked again, and refuses other parameters under the same reference', async () => {
    const asked = wish();
    const first = await provider.createCheckout(asked);
    expect(await provider.createCheckout(asked)).toEqual(first);
    const other = provider.createCheckout({ ...asked, amountMinor: 1 });
    await expect(other).rejects.toMatchObject({
      fault: 'refused',
      message: expect.stringContaining('idempotency_error'),
    });
  });

  it('repeats what got lost with the same key, so it is done once', async () => {
    stripe.next('hang-up', STRIPE_ERRORS.broken);
    const before = stripe.sessions.size;
    const asked = wish();
    await provider.createCheckout(asked);
    expect(stripe.asked.map(({ headers }) => headers['idempotency-key'])).toEqual(Array(3).fill(asked.reference));
    expect(stripe.sessions.size).toBe(before + 1);
  });

  it('gets the page that was made when the answer came too late', async () => {
    const impatient = await openStripe(new Config(stripe.environment).payments.stripe!, outgoing(), QUICK);
    stripe.next('timeout-after-success');
    const before = stripe.sessions.size;
    const parameters = { mode: 'payment', expires_at: Math.floor(DEADLINE.getTime() / 1000) + 31 * 60 } as const;
    const { id } = await impatient.checkout.sessions.create(parameters, { idempotencyKey: `late-${++count}` });
    expect([...stripe.sessions.keys()].at(-1)).toBe(id);
    expect(stripe.sessions.size).toBe(before + 1);
  });

  it.each([
    ['declined', [STRIPE_ERRORS.declined], 'declined', false],
    ['too many requests', [STRIPE_ERRORS.tooMany], 'busy', true],
    ['a key in use', [final(STRIPE_ERRORS.keyInUse)], 'busy', true],
    ['broken for long', [final(STRIPE_ERRORS.broken)], 'unreachable', true],
    ['a wrong key', [STRIPE_ERRORS.badKey], 'credentials', true],
    ['refused', [STRIPE_ERRORS.missing], 'refused', false],
  ])('says in a sentence without secrets what went wrong: %s', async (_, mishaps, fault, isPassing) => {
    stripe.next(...mishaps);
    const error = await provider.createCheckout(wish()).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({
      fault,
      isPassing,
      message: expect.stringMatching(/^The (payment provider|bank) .*/),
    });
    expect(String(error)).not.toMatch(/sk_test|quote what was sent/);
  });

  it('never sends an amount that is not whole', async () => {
    for (const amountMinor of [45.5, 0, NaN]) {
      await expect(provider.createCheckout(wish({ amountMinor }))).rejects.toMatchObject({ fault: 'refused' });
    }
    expect(stripe.asked).toEqual([]);
  });

  it('counts as Stripe does where Stripe and ISO 4217 differ', async () => {
    const providerRef = await paid({ amountMinor: 900, currency: 'ISK' });
    expect(stripe.sessions.get(providerRef)).toMatchObject({ amount_total: 90_000, currency: 'isk' });
  });

  describe('a refund', () => {
    const refundOf = (providerRef: string, amountMinor: number, reference = `refund:${++count}`) =>
      ({ reference, providerRef, amountMinor, currency: 'EUR' }) as const;

    it('returns a part, then the rest, then nothing more', async () => {
      const providerRef = await paid();
      expect(await provider.refund(refundOf(providerRef, 2000))).toEqual({ status: 'done' });
      expect(await provider.refund(refundOf(providerRef, 2550))).toEqual({ status: 'done' });
      await expect(provider.refund(refundOf(providerRef, 1))).rejects.toMatchObject({ fault: 'already-refunded' });
    });

    it('is made once, also when it is asked for again after Stripe forgot the key', async () => {
      const wanted = refundOf(await paid(), 2000);
      await provider.refund(wanted);
      stripe.forgetKeys();
      expect(await provider.refund(wanted)).toEqual({ status: 'done' });
      expect(
        stripe.refunds.filter(({ metadata }) => (metadata as { reference: string }).reference === wanted.reference),
      ).toHaveLength(1);
    });

    it('is pending while the bank takes its time, and refused for what was never paid', async () => {
      const providerRef = await paid();
      stripe.refundStatus = 'pending';
      expect(await provider.refund(refundOf(providerRef, 100))).toEqual({ status: 'pending' });
      stripe.refundStatus = 'failed';
      await expect(provider.refund(refundOf(providerRef, 100))).rejects.toMatchObject({ fault: 'refused' });
      const { providerRef: unpaid } = await provider.createCheckout(wish());
      await expect(provider.refund(refundOf(unpaid, 100))).rejects.toMatchObject({ fault: 'refused' });
    });
  });

  describe('a webhook', () => {
    const sign = (payload: string, secret = stripe.webhookSecret, ago = 0) => ({
      'stripe-signature': Stripe.webhooks.generateTestHeaderString({
        ...{ payload, secret, timestamp: Math.floor(Date.now() / 1000) - ago },
      }),
    });
    const event = (type: string, object: object) =>
      JSON.stringify({ id: 'evt_1', object: 'event', type, data: { object } });
    const told = (type: string, object: object) => {
      const body = event(type, object);
      return provider.parseWebhook(sign(body), Buffer.from(body));
    };
    const session = { id: 'cs_1', client_reference_id: 'checkout:1', amount_total: 4550, currency: 'eur' };
    const refund = { id: 're_1', amount: 200, currency: 'eur', metadata: { reference: 'refund:1', checkout: 'cs_1' } };

    it.each([
      ['checkout.session.completed', { ...session, payment_status: 'paid' }, 'paid'],
      ['checkout.session.completed', { ...session, payment_status: 'unpaid' }, 'other'],
      ['checkout.session.async_payment_succeeded', session, 'paid'],
      ['checkout.session.async_payment_failed', session, 'failed'],
      ['checkout.session.expired', session, 'expired'],
    ])('%s %j is %s', async (type, object, kind) => {
      const expected = { providerRef: 'cs_1', reference: 'checkout:1', amountMinor: 4550, currency: 'EUR' };
      expect(await told(type, object)).toEqual({ eventId: 'evt_1', kind, ...expected });
    });

    it.each([
      ['refund.created', { ...refund, status: 'pending' }, 'other'],
      ['refund.updated', { ...refund, status: 'succeeded' }, 'refunded'],
      ['refund.failed', { ...refund, status: 'failed' }, 'refund_failed'],
      ['refund.updated', { ...refund, status: 'canceled' }, 'refund_failed'],
    ])('%s %j is %s', async (type, object, kind) => {
      const expected = { providerRef: 'cs_1', reference: 'refund:1', amountMinor: 200, currency: 'EUR' };
      expect(await told(type, object)).toEqual({ eventId: 'evt_1', kind, ...expected });
    });

    it('is something else when it is about what we never asked for', async () => {
      const byHand = { ...refund, metadata: {}, status: 'succeeded' };
      expect(await told('refund.updated', byHand)).toMatchObject({ kind: 'other', reference: null });
      expect(await told('customer.created', { id: 'cus_1' })).toMatchObject({ kind: 'other', providerRef: null });
    });

    it('is refused when it is forged, changed, old, or not signed', async () => {
      const body = event('checkout.session.expired', session);
      const parse = (headers: object, text = body) => provider.parseWebhook({ ...headers }, Buffer.from(text));
      await expect(parse(sign(body))).resolves.toMatchObject({ kind: 'expired' });
      for (const [headers, text] of [
        [sign(body, 'whsec_of_somebody_else_entirely')],
        [sign(body), body.replace('4550', '1')],
        [sign(body, stripe.webhookSecret, 301)],
        [{}],
        [{ 'stripe-signature': 't=1,v1=' }],
      ] as const) {
        await expect(parse(headers, text)).rejects.toMatchObject({ code: 'bad-signature' });
      }
    });
  });

  it('lists what moved on a day, over several pages', async () => {
    const day = '2026-03-01';
    const references = ['a', 'b', 'c'].map((name) => `checkout:day-${name}`);
    for (const reference of references) {
      const { providerRef } = await provider.createCheckout(wish({ reference }));
      stripe.pay(providerRef, new Date(`${day}T23:59:59Z`));
    }
    const { providerRef } = await provider.createCheckout(wish());
    stripe.pay(providerRef, new Date('2026-03-02T00:00:00Z'));
    const moved = await provider.transactionsOf(day);
    expect(moved.map(({ reference }) => reference).sort()).toEqual(references);
    expect(moved[0]).toMatchObject({
      kind: 'charge',
      amountMinor: 4550,
      currency: 'EUR',
      id: expect.stringMatching(/^ch_/),
    });
    const today = await provider.transactionsOf(new Date().toISOString().slice(0, 10));
    expect(today.filter(({ kind }) => kind === 'refund').length).toBeGreaterThan(3);
  });
});
