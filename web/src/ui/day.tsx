import { useTexts } from '../texts/texts.js';
import { dateText } from '../time/times.js';

/** A day of a calendar, such as `2026-12-07`, in words. */
export function Day({ of }: { readonly of: string }) {
  const { words } = useTexts();
  return <time dateTime={of}>{dateText(of, words)}</time>;
}
