import type { Locale } from '@vibe-coaching/client';

/** `45.50 EUR` in minor units as the reader's language writes it. */
export function moneyText(minor: number, currency: string, locale: Locale): string {
  const format = new Intl.NumberFormat(locale, { style: 'currency', currency });
  const { maximumFractionDigits: digits = 2 } = format.resolvedOptions();
  return format.format(minor / 10 ** digits);
}
