import type { WebhookDelivery } from '@vibe-coaching/client';
import { useTexts } from '../../texts/texts.js';
import { Dialog } from '../../ui/dialog.js';
import { Facts } from '../../ui/facts.js';
import { When } from '../../ui/when.js';
import { Answer } from './use-delivery-columns.js';
import './webhooks.css';

interface DeliveryDialogProps {
  readonly of: WebhookDelivery;
  readonly onClose: () => void;
}

/** A message as it is sent, and what was answered. */
export function DeliveryDialog({ of, onClose }: DeliveryDialogProps) {
  const { webhooks } = useTexts().admin;
  const at = (moment: string | null) => moment !== null && <When at={moment} />;
  return (
    <Dialog title={of.type} onClose={onClose}>
      <Facts
        of={[
          [webhooks.messageId, of.message_id],
          [webhooks.status, webhooks.statuses[of.status]],
          [webhooks.made, at(of.created_at)],
          [webhooks.tried, at(of.tried_at)],
          [webhooks.next, at(of.due_at)],
          [webhooks.finished, at(of.finished_at)],
          [webhooks.answer, <Answer key="answer" of={of} />],
        ]}
      />
      {of.answer_body && <pre class="webhook-body">{of.answer_body}</pre>}
      <h3>{webhooks.message}</h3>
      <pre class="webhook-body">{of.body}</pre>
    </Dialog>
  );
}
