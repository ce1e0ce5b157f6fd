/** Blanks and invisible characters. A password of these alone is typed by accident. */
const INVISIBLE = /^[\s\p{C}\p{Default_Ignorable_Code_Point}\u2800]*$/u;

/** The fault of `password`, in its plain form, as the end of a sentence; null when it is accepted. */
export function passwordFault(password: string, email: string, isCommon: (password: string) => boolean): string | null {
  const lower = password.toLowerCase();
  if (INVISIBLE.test(password)) return 'must not be blank';
  if (lower === email.toLowerCase()) return 'must not be the email';
  return isCommon(lower) ? 'is too common; please choose one that is harder to guess' : null;
}
