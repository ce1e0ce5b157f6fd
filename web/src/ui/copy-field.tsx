import { useRef, useState } from 'preact/hooks';
import { useTexts } from '../texts/texts.js';
import { Button } from './button.js';
import { Field } from './field.js';

interface CopyFieldProps {
  readonly label: string;
  readonly hint?: string;
  readonly value: string;
}

/** Something to be put elsewhere: an address, a secret. */
export function CopyField({ label, hint, value }: CopyFieldProps) {
  const { shell } = useTexts();
  const input = useRef<HTMLInputElement>(null);
  const [answer, setAnswer] = useState('');
  const copy = async () => {
    input.current?.select();
    try {
      await navigator.clipboard.writeText(value);
      setAnswer(shell.copied);
    } catch {
      // Not allowed, or the page did not come by https.
      setAnswer(shell.notCopied);
    }
  };
  return (
    <>
      <Field label={label} hint={hint}>
        {(ties) => <input {...ties} ref={input} readOnly value={value} />}
      </Field>
      <div class="row">
        <Button look="main" onClick={() => void copy()}>
          {shell.copy}
        </Button>
        <span role="status">{answer}</span>
      </div>
    </>
  );
}
