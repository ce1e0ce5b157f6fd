import type { Locale } from '@vibe-coaching/client';

/** `12%` or `12 %`, as the reader's language writes it; small shares are not rounded to nothing: `0.8%`. */
export const percentText = (share: number, locale: Locale) =>
  new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: share < 0.1 ? 1 : 0 }).format(share);
