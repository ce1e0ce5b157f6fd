import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import './field.css';

export interface FieldProps {
  readonly label: string;
  readonly hint?: string | undefined;
  /** What the server says is wrong with it: see `faultOf`. */
  readonly fault?: string | undefined;
}

/** What ties a control to its label, its hint and its fault. */
interface Ties {
  readonly id: string;
  readonly 'aria-describedby': string | undefined;
  readonly 'aria-invalid': boolean | undefined;
}

/** A label above a control, a hint and a fault below it. */
export function Field({
  label,
  hint,
  fault,
  children,
}: FieldProps & { readonly children: (ties: Ties) => ComponentChildren }) {
  const id = useId();
  const describedBy = [hint && `${id}-hint`, fault && `${id}-fault`].filter(Boolean).join(' ');
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {children({
        id,
        'aria-describedby': describedBy || undefined,
        'aria-invalid': fault === undefined ? undefined : true,
      })}
      {hint && (
        <p id={`${id}-hint`} class="muted small">
          {hint}
        </p>
      )}
      {fault && (
        <p id={`${id}-fault`} class="fault small" lang="en">
          {fault}
        </p>
      )}
    </div>
  );
}

interface TextFieldProps extends FieldProps {
  readonly value: string;
  readonly onValue: (value: string) => void;
  readonly type?: 'text' | 'email' | 'search' | 'date' | 'time' | 'datetime-local' | 'url';
  readonly required?: boolean;
  readonly autocomplete?: string;
  readonly min?: string | number;
  readonly max?: string | number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly placeholder?: string;
}

export function TextField({ label, hint, fault, value, onValue, type = 'text', ...rest }: TextFieldProps) {
  // The types allow each kind of input its own attributes; these are common to all of them.
  const kind = type as 'text';
  return (
    <Field label={label} hint={hint} fault={fault}>
      {(ties) => (
        <input {...rest} {...ties} type={kind} value={value} onInput={(event) => onValue(event.currentTarget.value)} />
      )}
    </Field>
  );
}

interface TextAreaProps extends FieldProps {
  readonly value: string;
  readonly onValue: (value: string) => void;
  readonly rows?: number;
  readonly maxLength?: number;
  readonly required?: boolean;
}

export function TextArea({ label, hint, fault, value, onValue, rows = 3, ...rest }: TextAreaProps) {
  return (
    <Field label={label} hint={hint} fault={fault}>
      {(ties) => (
        <textarea
          {...rest}
          {...ties}
          rows={rows}
          value={value}
          onInput={(event) => onValue(event.currentTarget.value)}
        />
      )}
    </Field>
  );
}

interface SelectFieldProps<Value extends string> extends FieldProps {
  readonly value: Value;
  readonly options: readonly (readonly [value: Value, text: string])[];
  readonly onValue: (value: Value) => void;
}

export function SelectField<Value extends string>({
  label,
  hint,
  fault,
  value,
  options,
  onValue,
}: SelectFieldProps<Value>) {
  return (
    <Field label={label} hint={hint} fault={fault}>
      {(ties) => (
        <select {...ties} value={value} onChange={(event) => onValue(event.currentTarget.value as Value)}>
          {options.map(([option, text]) => (
            <option key={option} value={option}>
              {text}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
