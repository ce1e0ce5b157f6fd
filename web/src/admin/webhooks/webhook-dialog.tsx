import type { MakeWebhook, Webhook, WebhookType } from '@vibe-coaching/client';
import { useState } from 'preact/hooks';
import { useTexts } from '../../texts/texts.js';
import { Dialog } from '../../ui/dialog.js';
import { TextField } from '../../ui/field.js';
import { Form } from '../../ui/form.js';
import { faultOf } from '../../ui/refusal.js';
import { useAction } from '../../ui/use-action.js';
import { EventChoice } from './event-choice.js';

interface WebhookDialogProps {
  readonly title: string;
  /** What is changed; not given: a new one. */
  readonly webhook?: Webhook;
  readonly save: (fields: MakeWebhook) => Promise<void>;
  readonly onClose: () => void;
}

/** The address of an endpoint, and what it is told of. */
export function WebhookDialog({ title, webhook, save, onClose }: WebhookDialogProps) {
  const { shell, admin } = useTexts();
  const { webhooks } = admin;
  const [url, setUrl] = useState(webhook?.url ?? '');
  const [description, setDescription] = useState(webhook?.description ?? '');
  const [types, setTypes] = useState<WebhookType[]>(webhook?.types ?? ['*']);
  const send = useAction(async () => {
    await save({ url: url.trim(), types, description: description.trim() || null });
    onClose();
  });
  return (
    <Dialog title={title} onClose={onClose}>
      <Form action={send} button={webhook === undefined ? webhooks.add : shell.save}>
        <TextField
          label={webhooks.url}
          hint={webhooks.urlHint}
          type="url"
          required
          autocomplete="off"
          placeholder="https://"
          value={url}
          onValue={setUrl}
          fault={faultOf(send.error, 'url')}
        />
        <TextField
          label={`${webhooks.description} (${shell.optional})`}
          hint={webhooks.descriptionHint}
          maxLength={200}
          value={description}
          onValue={setDescription}
          fault={faultOf(send.error, 'description')}
        />
        <EventChoice value={types} onValue={setTypes} fault={faultOf(send.error, 'types')} />
      </Form>
    </Dialog>
  );
}
