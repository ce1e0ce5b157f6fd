import type { Locale, Payment } from '@vibe-coaching/client';
import type { Texts } from '../../texts/texts.js';
import { moneyText } from '../../ui/money.js';

/** What a booking costs and how far its payment is; null: nothing is to be paid. */
export function paymentText(payment: Payment, texts: Texts, locale: Locale): string | null {
  const { payment: own } = texts.client;
  if (payment.status === 'none') return null;
  const state = own.statuses[payment.status];
  if (payment.status === 'waived') return state;
  const method = payment.method === null ? '' : ` (${own.methods[payment.method]})`;
  const { amount_minor: amount, refunded_minor: back, currency } = payment;
  if (amount === null || currency === null) return `${state}${method}`;
  const refunded = back > 0 ? `, ${own.back(moneyText(back, currency, locale))}` : '';
  return `${moneyText(amount, currency, locale)} · ${state}${method}${refunded}`;
}
