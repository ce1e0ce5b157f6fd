import { createHmac } from 'node:crypto';
import { Config } from '../../src/config/config.js';
import { fakeKeyOf, signatureOf } from '../../src/payments/providers/fake/fake-signature.js';
import {
  type FakePayment,
  FakePaymentsService,
  type Press,
} from '../../src/payments/providers/fake/fake-payments.service.js';
import { FakeSenderService } from '../../src/payments/providers/fake/fake-sender.service.js';
import { Clock } from '../../src/time/clock.js';
import type { TestApp } from './app.js';

/** The payment of a booking that costs nothing. */
export const UNPRICED = {
  ...{ status: 'none', amount_minor: null, refunded_minor: 0, currency: null },
  ...{ method: null, checkout_url: null, pay_until: null },
};

/** Whoever has the address of a page of the fake provider has its payment. */
export const refOf = (checkoutUrl: string) => new URL(checkoutUrl).pathname.split('/').at(-1) ?? '';

/** The client presses a button of the page. The application is told at once; false when the page was over already. */
export async function press(app: TestApp, checkoutUrl: string, button: Press): Promise<boolean> {
  const isPressed = await app.nest.get(FakePaymentsService).press(refOf(checkoutUrl), button);
  await deliverEvents(app);
  return isPressed;
}

export const pay = (app: TestApp, checkoutUrl: string) => press(app, checkoutUrl, 'pay');
export const decline = (app: TestApp, checkoutUrl: string) => press(app, checkoutUrl, 'decline');
export const abandon = (app: TestApp, checkoutUrl: string) => press(app, checkoutUrl, 'abandon');

/** The provider sends what it has to say, with every pause over. */
export async function deliverEvents(app: TestApp): Promise<void> {
  const now = app.nest.get(Clock).now();
  await app.sql(`UPDATE fake_payment_events SET due_at = $1 WHERE sent_at IS NULL`, [now]);
  await app.nest.get(FakeSenderService).run(now);
}

/** The provider's books of one payment. */
export async function bookedAtProvider(app: TestApp, checkoutUrl: string): Promise<FakePayment> {
  const payment = await app.nest.get(FakePaymentsService).find(refOf(checkoutUrl));
  if (payment === null) throw new Error('the provider knows no such payment');
  return payment;
}

/** The next refunds of a payment fail, or succeed again. */
export const refuseRefunds = (app: TestApp, checkoutUrl: string, refuses = true) =>
  app.nest.get(FakePaymentsService).refuseRefunds(refOf(checkoutUrl), refuses);

/** What the provider says, in its own words. */
export interface ForgedEvent {
  readonly event_id: string;
  readonly kind: string;
  readonly provider_ref: string;
  readonly reference: string;
  readonly amount_minor: number;
  readonly currency: string;
}

/** Sends an event as the provider would, or as a forger: `key` signs it, null signs nothing. Returns status and body. */
export async function sendEvent(
  app: TestApp,
  event: ForgedEvent | string,
  { key = keyOf(app), at = app.nest.get(Clock).real() }: { readonly key?: Buffer | null; readonly at?: Date } = {},
): Promise<{ status: number; body: string }> {
  const body = typeof event === 'string' ? event : JSON.stringify(event);
  const signature: Record<string, string> = key === null ? {} : { 'fake-signature': signatureOf(body, key, at) };
  const answer = await fetch(`${app.origin}/api/v1/payments/webhooks/fake`, {
    ...{ method: 'POST', body, headers: { 'content-type': 'application/json', ...signature } },
  });
  return { status: answer.status, body: await answer.text() };
}

/** The key of the provider of this application. */
export const keyOf = (app: TestApp) => fakeKeyOf(app.nest.get(Config).secret);

/** A key of somebody else. */
export const FORGERS_KEY = createHmac('sha256', 'forger').update('key').digest();
