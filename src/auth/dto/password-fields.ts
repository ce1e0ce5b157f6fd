import { field, type FieldOptions } from '../../wire/fields/fields.js';
import { isStorable, lengthOf } from '../../wire/fields/text.js';
import { isCommonPassword } from '../accounts/common-passwords.js';
import { plainForm } from '../accounts/domain/password-forms.js';
import { passwordFault } from '../accounts/domain/password-policy.js';

/** Characters of a password. The upper bound keeps hashing cheap. */
const MIN = 8;
const MAX = 128;

const schema = (min: number) => ({ type: 'string', format: 'password', minLength: min, maxLength: MAX }) as const;

/**
 * A new password; blanks are part of it. It checks the rules for passwords, so that one answer names all faults of the
 * body.
 */
export const NewPassword = (options: FieldOptions = {}) =>
  field(newPasswordFault, schema(MIN), {
    description: 'Not among the common ones, not the email, not blanks or invisible characters alone. Counted in NFKC.',
    ...options,
  });

/** A current password. It may be older than the rules for new ones. */
export const OwnPassword = (options: FieldOptions = {}) => field(ownPasswordFault, schema(1), options);

function newPasswordFault(value: unknown, body: { email?: unknown }): string | null {
  if (typeof value !== 'string' || !isStorable(value)) return typeFault(value);
  const plain = plainForm(value);
  if (!isBetween(plain, MIN)) return `must have ${MIN} to ${MAX} characters`;
  return passwordFault(plain, typeof body.email === 'string' ? body.email : '', isCommonPassword);
}

/** The length of older passwords was counted as typed. */
function ownPasswordFault(value: unknown): string | null {
  if (typeof value !== 'string' || !isStorable(value)) return typeFault(value);
  return isBetween(value, 1) || isBetween(plainForm(value), 1) ? null : `must have 1 to ${MAX} characters`;
}

const typeFault = (value: unknown) =>
  typeof value === 'string' ? 'has characters that cannot be stored' : 'must be a text';

const isBetween = (text: string, min: number) => lengthOf(text) >= min && lengthOf(text) <= MAX;
