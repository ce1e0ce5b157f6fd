export const LOCALES = ['en', 'de'] as const;
export type Locale = (typeof LOCALES)[number];

const RANGE = /^\s*([a-z*]{1,8})(?:-[a-z\d]{1,8})*\s*(?:;\s*q\s*=\s*([01](?:\.\d{0,3})?))?\s*$/i;

/** The language of ours that somebody likes best, by their Accept-Language header (RFC 9110, section 12.5.4); else English. */
export function localeOf(accepted = ''): Locale {
  const liked = accepted
    .split(',')
    .map((range) => RANGE.exec(range) ?? [])
    .map(([, language = '', q = '1']) => ({ locale: asLocale(language), weight: Number(q) }))
    .filter(({ locale, weight }) => locale !== undefined && weight > 0)
    .sort((a, b) => b.weight - a.weight);
  return liked[0]?.locale ?? 'en';
}

const asLocale = (language: string) => LOCALES.find((locale) => locale === language.toLowerCase());
