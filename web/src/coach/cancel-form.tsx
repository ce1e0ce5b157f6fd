import { useState } from 'preact/hooks';
import { useTexts } from '../texts/texts.js';
import { Button } from '../ui/button.js';
import { TextArea } from '../ui/field.js';
import { Form } from '../ui/form.js';
import { faultOf } from '../ui/refusal.js';
import { useAction } from '../ui/use-action.js';

interface CancelFormProps {
  readonly button: string;
  readonly cancel: (reason: string) => Promise<unknown>;
  readonly onCancelled: () => void;
  /** Not given: what is around it closes it. */
  readonly onClose?: () => void;
}

/** Asks why before something is cancelled: the client reads it. */
export function CancelForm({ button, cancel, onCancelled, onClose }: CancelFormProps) {
  const { coach, shell } = useTexts();
  const [reason, setReason] = useState('');
  const action = useAction(async () => {
    await cancel(reason.trim());
    onCancelled();
  });
  return (
    <Form action={action} button={button} others={onClose && <Button onClick={onClose}>{shell.back}</Button>}>
      <TextArea
        label={`${coach.booking.reason} (${shell.optional})`}
        hint={coach.booking.reasonHint}
        fault={faultOf(action.error, 'reason')}
        maxLength={500}
        value={reason}
        onValue={setReason}
      />
    </Form>
  );
}
