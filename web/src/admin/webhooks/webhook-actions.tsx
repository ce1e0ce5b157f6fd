import type { ChangeWebhook, Webhook } from '@vibe-coaching/client';
import { useState } from 'preact/hooks';
import { api } from '../../session/api.js';
import { useTexts } from '../../texts/texts.js';
import { Button } from '../../ui/button.js';
import { Notice } from '../../ui/notice.js';
import { Refusal } from '../../ui/refusal.js';
import { useAction } from '../../ui/use-action.js';
import { hostOf } from './host-of.js';
import { SecretDialog } from './secret-dialog.js';
import { WebhookQuestion, type Question } from './webhook-question.js';

interface WebhookActionsProps {
  readonly webhook: Webhook;
  readonly onChange: (webhook: Webhook) => void;
  readonly onRemoved: () => void;
  readonly onTested?: () => void;
}

/** What can be done with an endpoint. */
export function WebhookActions({ webhook, onChange, onRemoved, onTested }: WebhookActionsProps) {
  const { shell, admin } = useTexts();
  const { webhooks } = admin;
  const { id, is_active: isOn } = webhook;
  const [question, setQuestion] = useState<Question | null>(null);
  const [secret, setSecret] = useState<string | null>(null);
  const [done, setDone] = useState('');
  const change = async (body: ChangeWebhook) => {
    onChange(await api.webhooksChange({ path: { id }, body }));
    setDone(webhooks.saved);
  };
  const act = useAction(async () => {
    if (!isOn) return change({ is_active: true });
    await api.webhookDeliveriesTest({ path: { id } });
    setDone(webhooks.tested);
    onTested?.();
  });
  const ask = (asked: Question, text: string, look: 'plain' | 'bad' = 'plain') => (
    <Button look={look} label={`${text}: ${hostOf(webhook)}`} onClick={() => setQuestion(asked)}>
      {text}
    </Button>
  );
  const direct = isOn ? webhooks.test : webhooks.switchOn;
  return (
    <div class="stack tight">
      {done !== '' && <Notice tone="good">{done}</Notice>}
      <Refusal error={act.error} />
      <div class="row">
        <Button label={`${direct}: ${hostOf(webhook)}`} isBusy={act.isBusy} onClick={() => void act.run()}>
          {direct}
        </Button>
        {ask('edit', webhooks.edit)}
        {ask('rotate', webhooks.rotate)}
        {isOn && ask('off', webhooks.switchOff)}
        {ask('remove', shell.remove, 'bad')}
      </div>
      {question !== null && (
        <WebhookQuestion
          of={webhook}
          question={question}
          change={change}
          onChange={onChange}
          onRemoved={onRemoved}
          onClose={(made) => {
            setQuestion(null);
            setSecret(made ?? null);
          }}
        />
      )}
      {secret !== null && <SecretDialog secret={secret} onClose={() => setSecret(null)} />}
    </div>
  );
}
