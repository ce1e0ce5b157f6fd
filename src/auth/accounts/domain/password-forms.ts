/**
 * The form in which a password counts and is hashed. Keyboards compose letters differently, and some type other blanks.
 * NFKC and one kind of blank give passwords that look the same the same form.
 */
export function plainForm(typed: string): string {
  return typed.normalize('NFKC').replace(/\p{White_Space}/gu, ' ');
}

/**
 * The forms in which a password may have been hashed before the plain form existed: as it was typed here, and as macOS
 * types it. Their number depends only on the typed text, so the time of an answer reveals nothing about the account.
 */
export function olderForms(typed: string): string[] {
  const forms = new Set([typed, typed.normalize('NFD')]);
  forms.delete(plainForm(typed));
  return [...forms];
}
