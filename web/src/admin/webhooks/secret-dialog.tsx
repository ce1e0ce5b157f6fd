import { useRef, useState } from 'preact/hooks';
import { useTexts } from '../../texts/texts.js';
import { Button } from '../../ui/button.js';
import { Dialog } from '../../ui/dialog.js';
import { Field } from '../../ui/field.js';
import { Notice } from '../../ui/notice.js';

interface SecretDialogProps {
  readonly secret: string;
  readonly onClose: () => void;
}

/** Shows a secret, this once. */
export function SecretDialog({ secret, onClose }: SecretDialogProps) {
  const { webhooks } = useTexts().admin;
  const input = useRef<HTMLInputElement>(null);
  const [answer, setAnswer] = useState('');
  const copy = async () => {
    input.current?.select();
    try {
      await navigator.clipboard.writeText(secret);
      setAnswer(webhooks.copied);
    } catch {
      // Not allowed, or the page did not come by https.
      setAnswer(webhooks.notCopied);
    }
  };
  return (
    <Dialog title={webhooks.secretTitle} onClose={onClose}>
      <Notice tone="wait">{webhooks.secretOnce}</Notice>
      <Field label={webhooks.secret} hint={webhooks.secretHint}>
        {(ties) => <input {...ties} ref={input} readOnly value={secret} />}
      </Field>
      <div class="row">
        <Button look="main" onClick={() => void copy()}>
          {webhooks.copy}
        </Button>
        <span role="status">{answer}</span>
      </div>
    </Dialog>
  );
}
