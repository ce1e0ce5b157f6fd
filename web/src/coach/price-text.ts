import type { Booking, Locale } from '@vibe-coaching/client';
import type { Texts } from '../texts/texts.js';
import { moneyText } from '../ui/money.js';

/** What a session costs, and whether it is paid; null: nothing was ever to be paid. */
export function priceText({ payment }: Booking, { coach }: Texts, locale: Locale): string | null {
  const { currency, amount_minor: amount, status } = payment;
  if (currency === null || amount === null) return null;
  return `${moneyText(amount, currency, locale)} · ${coach.booking.payments[status]}`;
}
