/** Currencies of ISO 4217 whose smallest unit is not a hundredth. Intl and payment providers have rules of their own for some. */
const EXPONENTS: Readonly<Record<string, number>> = {
  ...{ BIF: 0, CLP: 0, DJF: 0, GNF: 0, ISK: 0, JPY: 0, KMF: 0, KRW: 0, PYG: 0, RWF: 0, UGX: 0, UYI: 0, VND: 0, VUV: 0 },
  ...{ XAF: 0, XOF: 0, XPF: 0 },
  ...{ BHD: 3, IQD: 3, JOD: 3, KWD: 3, LYD: 3, OMR: 3, TND: 3, CLF: 4, UYW: 4 },
};

/** An amount as people read it: `1,234.50 EUR`, in German `1.234,50 EUR`. */
export function amountText(minor: number, currency: string, locale: 'en' | 'de'): string {
  const digits = EXPONENTS[currency] ?? 2;
  const text = String(minor).padStart(digits + 1, '0');
  const whole = text.slice(0, text.length - digits).replaceAll(/\B(?=(\d{3})+$)/g, locale === 'de' ? '.' : ',');
  const rest = digits === 0 ? '' : `${locale === 'de' ? ',' : '.'}${text.slice(-digits)}`;
  return `${whole}${rest} ${currency}`;
}
