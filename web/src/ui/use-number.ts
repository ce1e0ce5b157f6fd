import { useSession } from '../session/session.js';

/** Writes numbers as the reader's language does; nothing where there is none. */
export function useNumber(): (value: number | null | undefined) => string {
  const { locale } = useSession().settings;
  const format = new Intl.NumberFormat(locale, { maximumFractionDigits: 2 });
  return (value) => (value == null ? '' : format.format(value));
}
