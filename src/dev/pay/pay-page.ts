import { amountText } from '../../bookings/payment/domain/amount.js';
import { html, type Html } from '../../notifications/mail/html.js';
import type { FakePayment } from '../../payments/providers/fake/fake-payments.service.js';

const OVER: Readonly<Record<FakePayment['status'] | 'expired', string>> = {
  open: 'This payment is open.',
  paid: 'This payment is paid.',
  declined: 'The bank declined this payment. Ask for a new payment page to try again.',
  abandoned: 'This payment was abandoned. Ask for a new payment page to try again.',
  expired: 'This payment page has expired. Nothing was paid.',
};

/** What happened to a payment that nobody can press any more. */
export const sentenceOf = (payment: FakePayment, now: Date): string => OVER[stateOf(payment, now)];

export const stateOf = ({ status, expiresAt }: FakePayment, now: Date) =>
  status === 'open' && new Date(expiresAt) <= now ? 'expired' : status;

const button = (ref: string, press: string, text: string) =>
  html`<form method="post" action="/dev/pay/${ref}/${press}"><button>${text}</button></form>`;

/** `4550` of `EUR` is `45.50 EUR`. */
export const moneyText = (amountMinor: number, currency: string) => amountText(amountMinor, currency, 'en');

const openForms = (ref: string) =>
  html`${button(ref, 'pay', 'Pay')} ${button(ref, 'decline', 'Decline')} ${button(ref, 'abandon', 'Abandon')}`;

const paidForms = ({ ref, refusesRefunds, refundedMinor, currency }: FakePayment) =>
  html`<p>Returned so far: ${moneyText(refundedMinor, currency)}.</p>
    <p>${refusesRefunds ? 'Refunds of it fail.' : 'Refunds of it succeed.'}</p>
    ${refusesRefunds ? button(ref, 'take-refunds', 'Let refunds succeed') : button(ref, 'refuse-refunds', 'Let refunds fail')}`;

const frame = (title: string, content: Html): string =>
  html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <title>${title}</title>
        <link rel="stylesheet" href="/dev/page.css" />
      </head>
      <body>
        <h1>${title}</h1>
        ${content}
        <p class="soft">The fake payment provider of development. No money moves.</p>
      </body>
    </html> `.text;

/** The page on which testers pay. It works without a script. `note`: what the last press came to. */
export function payPage(payment: FakePayment, now: Date, note: string | null = null): string {
  const { ref, reference, amountMinor, currency, description } = payment;
  const isOpen = stateOf(payment, now) === 'open';
  const told = note ?? (isOpen ? null : sentenceOf(payment, now));
  return frame(
    `Pay ${moneyText(amountMinor, currency)}`,
    html`<p>${description} <span class="soft">${reference}</span></p>
      ${told === null ? null : html`<p role="status">${told}</p>`} ${isOpen ? openForms(ref) : null}
      ${payment.status === 'paid' ? paidForms(payment) : null}`,
  );
}

/** Newest first. */
export function payListPage(payments: readonly FakePayment[], now: Date): string {
  const row = (payment: FakePayment) =>
    html`<li>
      <a href="/dev/pay/${payment.ref}">${moneyText(payment.amountMinor, payment.currency)}, ${payment.description}</a>
      <span class="soft">${payment.reference}, ${stateOf(payment, now)}</span>
    </li>`;
  const hint = html`<p>
    No payment yet. Book a session that is paid when it is booked, and ask for its payment page.
  </p>`;
  return frame(
    'Payments',
    payments.length === 0
      ? hint
      : html`<ul>
          ${payments.map(row)}
        </ul>`,
  );
}
