import { useTexts } from '../texts/texts.js';
import { TextField } from '../ui/field.js';
import { SecretField } from '../ui/secret-field.js';

interface AccountFieldProps {
  /** Not given: the usual one. */
  readonly label?: string;
  readonly fault?: string | undefined;
  readonly value: string;
  readonly onValue: (value: string) => void;
}

/** The email of an account; `isNew`: one that it does not have yet. */
export function EmailField({ label, isNew = false, ...rest }: AccountFieldProps & { readonly isNew?: boolean }) {
  const { account } = useTexts();
  return (
    <TextField
      {...rest}
      label={label ?? account.email}
      type="email"
      autocomplete={isNew ? 'email' : 'username'}
      required
      maxLength={254}
    />
  );
}

/** The password that an account has. */
export function PasswordField({ label, ...rest }: AccountFieldProps) {
  const { account } = useTexts();
  return <SecretField {...rest} label={label ?? account.password} autocomplete="current-password" maxLength={128} />;
}

/** A password that is to be chosen: password managers offer one. */
export function NewPasswordField({ label, ...rest }: AccountFieldProps) {
  const { account } = useTexts();
  return (
    <SecretField
      {...rest}
      label={label ?? account.newPassword}
      hint={account.passwordHint}
      autocomplete="new-password"
      minLength={8}
      maxLength={128}
    />
  );
}
