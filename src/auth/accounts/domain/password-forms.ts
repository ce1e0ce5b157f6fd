/**
 * The form in which a password counts and is hashed. Keyboards compose letters differently, and some type other blanks, so
 * NFKC and one kind of blank make the same password of what looks the same.
 */
export function plainForm(typed: string): string {
  return typed.normalize('NFKC').replace(/\p{White_Space}/gu, ' ');
}

/**
 * The forms in which a password may have been hashed before the plain form existed: as it was typed here, and as macOS types
 * it. How many there are depends on what was typed alone, so that the time of an answer tells nothing of the account.
 */
export function olderForms(typed: string): string[] {
  const forms = new Set([typed, typed.normalize('NFD')]);
  forms.delete(plainForm(typed));
  return [...forms];
}
