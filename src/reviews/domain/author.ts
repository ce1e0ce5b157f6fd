/** Stands for everybody who does not show their name. */
export const ANONYMOUS = 'A client';

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/**
 * How a review calls its writer: the first name and the first letter of the last, `Jo M.`. One word may be a whole surname, so it is not
 * shown. Null: the writer does not want to be named, or is deleted.
 */
export function authorOf(fullName: string | null): string {
  const [first, ...others] = (fullName ?? '').split(/\s+/u).filter((word) => word !== '');
  const last = others.at(-1);
  if (first === undefined || last === undefined) return ANONYMOUS;
  const letter = [...graphemes.segment(last)].map(({ segment }) => segment).find((part) => /^\p{L}/u.test(part));
  return letter === undefined ? ANONYMOUS : `${first} ${letter.toUpperCase()}.`;
}
