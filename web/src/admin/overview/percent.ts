import type { Locale } from '@vibe-coaching/client';

/** `12%` or `12 %`, as the reader's language writes it. */
export const percentText = (share: number, locale: Locale) =>
  new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 }).format(share);
