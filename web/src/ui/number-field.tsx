import { useTexts } from '../texts/texts.js';
import { Field, type FieldProps } from './field.js';

interface NumberFieldProps extends FieldProps {
  /** As it is typed, with a point. */
  readonly value: string;
  readonly onValue: (value: string) => void;
  /** Not given: 0. */
  readonly min?: number;
  readonly max?: number;
  readonly required?: boolean;
}

/**
 * A number that is not negative. The input for numbers that browsers have is none of ours: it drops the comma of another language than
 * the browser's, and makes 125 of 12,5.
 */
export function NumberField({
  label,
  hint,
  fault,
  value,
  onValue,
  min = 0,
  max = Infinity,
  required,
}: NumberFieldProps) {
  const { shell } = useTexts();
  const fits = (typed: string) => /^\d*\.?\d*$/.test(typed) && Number(typed) >= min && Number(typed) <= max;
  return (
    <Field label={label} hint={hint} fault={fault}>
      {(ties) => (
        <input
          {...ties}
          type="text"
          inputMode="decimal"
          autocomplete="off"
          required={required}
          value={value}
          onInput={({ currentTarget: input }) => {
            const typed = input.value.trim().replace(',', '.');
            const isFine = typed === '' || fits(typed);
            input.setCustomValidity(isFine ? '' : max === Infinity ? shell.numberFrom(min) : shell.number(min, max));
            onValue(typed);
          }}
        />
      )}
    </Field>
  );
}
