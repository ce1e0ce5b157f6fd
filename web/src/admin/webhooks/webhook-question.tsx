import type { ChangeWebhook, Webhook } from '@vibe-coaching/client';
import { useRef } from 'preact/hooks';
import { api } from '../../session/api.js';
import { useTexts } from '../../texts/texts.js';
import { ConfirmDialog } from '../../ui/confirm-dialog.js';
import { hostOf } from './host-of.js';
import { WebhookDialog } from './webhook-dialog.js';

export type Question = 'edit' | 'rotate' | 'off' | 'remove';

interface WebhookQuestionProps {
  readonly of: Webhook;
  readonly question: Question;
  readonly change: (body: ChangeWebhook) => Promise<void>;
  readonly onChange: (webhook: Webhook) => void;
  readonly onRemoved: () => void;
  /** With the new secret, if one was made. */
  readonly onClose: (secret?: string) => void;
}

/** Asks before an endpoint is changed or deleted. */
export function WebhookQuestion({ of, question, change, onChange, onRemoved, onClose }: WebhookQuestionProps) {
  const { shell, admin } = useTexts();
  const { webhooks } = admin;
  const path = { id: of.id };
  const host = hostOf(of);
  if (question === 'rotate') return <RotateDialog of={of} onChange={onChange} onClose={onClose} />;
  if (question === 'edit')
    return <WebhookDialog title={webhooks.editOf(host)} webhook={of} save={change} onClose={onClose} />;
  if (question === 'off')
    return (
      <ConfirmDialog
        title={webhooks.switchOffOf(host)}
        button={webhooks.switchOff}
        run={() => change({ is_active: false })}
        onClose={onClose}
      >
        <p>{webhooks.switchOffHint}</p>
      </ConfirmDialog>
    );
  return (
    <ConfirmDialog
      title={webhooks.removeOf(host)}
      button={shell.remove}
      run={() => api.webhooksRemove({ path }).then(onRemoved)}
      onClose={onClose}
    >
      <p>{webhooks.removeHint}</p>
    </ConfirmDialog>
  );
}

/** Makes a new secret, and hands it on once this is closed. */
function RotateDialog({ of, onChange, onClose }: Pick<WebhookQuestionProps, 'of' | 'onChange' | 'onClose'>) {
  const { webhooks } = useTexts().admin;
  const made = useRef<string>(undefined);
  const rotate = async () => {
    const { secret, ...changed } = await api.webhooksRotate({ path: { id: of.id } });
    made.current = secret;
    onChange(changed);
  };
  return (
    <ConfirmDialog
      title={webhooks.rotateOf(hostOf(of))}
      button={webhooks.rotate}
      look="main"
      run={rotate}
      onClose={() => onClose(made.current)}
    >
      <p>{webhooks.rotateHint}</p>
    </ConfirmDialog>
  );
}
