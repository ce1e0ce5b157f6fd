import type { Locale, SessionType } from '@vibe-coaching/client';
import type { Texts } from '../texts/texts.js';
import { moneyText } from '../ui/money.js';

/** What a session costs and how it is paid, in a few words. */
export function priceText({ price, payment }: Pick<SessionType, 'price' | 'payment'>, texts: Texts, locale: Locale) {
  const { prices } = texts.client;
  const amount = price === null ? null : moneyText(price.amount_minor, price.currency, locale);
  if (payment === 'credits_only') return amount === null ? prices.credits : prices.creditsOf(amount);
  if (payment === 'free' || amount === null) return prices.free;
  return payment === 'at_session' ? prices.atSession(amount) : prices.toBook(amount);
}
