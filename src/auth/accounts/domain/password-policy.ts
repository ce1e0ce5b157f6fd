/** Why `password` is not accepted, as the end of a sentence; null when it is. Length is checked with the field. */
export function passwordFault(password: string, email: string, isCommon: (password: string) => boolean): string | null {
  const plain = password.toLowerCase();
  if (plain.trim() === '') return 'must not be blank';
  if (plain === email.toLowerCase()) return 'must not be the email';
  return isCommon(plain) ? 'is too common; please choose one that is harder to guess' : null;
}
