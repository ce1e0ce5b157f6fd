import { useState } from 'preact/hooks';
import { api } from '../../session/api.js';
import { useSession } from '../../session/session.js';
import { useTexts } from '../../texts/texts.js';
import { addDays, dayOf, instantOf } from '../../time/times.js';
import { Dialog } from '../../ui/dialog.js';
import { TextField } from '../../ui/field.js';
import { Form } from '../../ui/form.js';
import { faultOf } from '../../ui/refusal.js';
import { useAction } from '../../ui/use-action.js';

interface ResendDialogProps {
  /** The endpoint. */
  readonly id: number;
  readonly onResent: (count: number) => void;
  readonly onClose: () => void;
}

/** Sends once more what failed in some days: the last seven, unless others are chosen. */
export function ResendDialog({ id, onResent, onClose }: ResendDialogProps) {
  const { webhooks } = useTexts().admin;
  const { zone } = useSession();
  const today = dayOf(new Date(), zone);
  const [from, setFrom] = useState(addDays(today, -6));
  const [to, setTo] = useState(today);
  const send = useAction(async () => {
    const startOf = (day: string) => instantOf(day, 0, zone).toISOString();
    const body = { from: startOf(from), to: startOf(addDays(to, 1)) };
    const { count } = await api.webhookDeliveriesResendFailed({ path: { id }, body });
    onResent(count);
    onClose();
  });
  return (
    <Dialog title={webhooks.resendFailed} onClose={onClose}>
      <p>{webhooks.resendFailedHint}</p>
      <Form action={send} button={webhooks.resend}>
        <div class="fields">
          <TextField
            label={webhooks.from}
            type="date"
            required
            max={to}
            value={from}
            onValue={setFrom}
            fault={faultOf(send.error, 'from')}
          />
          <TextField
            label={webhooks.to}
            type="date"
            required
            min={from}
            value={to}
            onValue={setTo}
            fault={faultOf(send.error, 'to')}
          />
        </div>
      </Form>
    </Dialog>
  );
}
