import { useState } from 'preact/hooks';
import { useTexts } from '../texts/texts.js';
import { Button } from './button.js';
import { Field, type FieldProps } from './field.js';

interface SecretFieldProps extends FieldProps {
  readonly value: string;
  readonly onValue: (value: string) => void;
  readonly autocomplete: 'current-password' | 'new-password';
  readonly minLength?: number;
  readonly maxLength: number;
}

/** A password; who types on a phone can have a look at it. */
export function SecretField({ label, hint, fault, value, onValue, ...rest }: SecretFieldProps) {
  const { shell } = useTexts();
  const [isShown, setShown] = useState(false);
  // The types want to know which of the two it is.
  const type = (isShown ? 'text' : 'password') as 'text';
  return (
    <Field label={label} hint={hint} fault={fault}>
      {(ties) => (
        <div class="secret">
          <input
            {...rest}
            {...ties}
            required
            type={type}
            value={value}
            onInput={(event) => onValue(event.currentTarget.value)}
          />
          <Button look="quiet" onClick={() => setShown(!isShown)}>
            {isShown ? shell.hide : shell.show}
            <span class="hidden">{label}</span>
          </Button>
        </div>
      )}
    </Field>
  );
}
