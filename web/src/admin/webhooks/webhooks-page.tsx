import type { MakeWebhook, Webhook } from '@vibe-coaching/client';
import { useState } from 'preact/hooks';
import { api } from '../../session/api.js';
import { href } from '../../shell/href.js';
import { useTexts } from '../../texts/texts.js';
import { Button } from '../../ui/button.js';
import { Card } from '../../ui/card.js';
import { Loaded } from '../../ui/loaded.js';
import { Page } from '../../ui/page.js';
import { useLoad } from '../../ui/use-load.js';
import { hostOf } from './host-of.js';
import { SecretDialog } from './secret-dialog.js';
import { WebhookActions } from './webhook-actions.js';
import { WebhookDialog } from './webhook-dialog.js';
import { WebhookFacts, WebhookState } from './webhook-facts.js';

/** The systems that are told of events: ten at most, so that one page has them all. */
export default function WebhooksPage() {
  const { webhooks } = useTexts().admin;
  const [isMaking, setMaking] = useState(false);
  const [secret, setSecret] = useState<string | null>(null);
  const list = useLoad<readonly Webhook[]>((signal) => api.webhooksList({ signal }), []);
  const make = async (body: MakeWebhook) => {
    const { secret: shownOnce, ...made } = await api.webhooksMake({ body });
    list.replace([...(list.value ?? []), made]);
    setSecret(shownOnce);
  };
  return (
    <Page
      title={webhooks.title}
      note={webhooks.note}
      actions={
        <Button look="main" onClick={() => setMaking(true)}>
          {webhooks.add}
        </Button>
      }
    >
      <Loaded of={list} empty={<p>{webhooks.none}</p>}>
        {(found) =>
          found.map((webhook) => (
            <WebhookCard
              key={webhook.id}
              webhook={webhook}
              onChange={(changed) => list.replace(found.map((one) => (one.id === changed.id ? changed : one)))}
              onRemoved={() => list.replace(found.filter((one) => one !== webhook))}
            />
          ))
        }
      </Loaded>
      {isMaking && <WebhookDialog title={webhooks.add} save={make} onClose={() => setMaking(false)} />}
      {secret !== null && !isMaking && <SecretDialog secret={secret} onClose={() => setSecret(null)} />}
    </Page>
  );
}

interface WebhookCardProps {
  readonly webhook: Webhook;
  readonly onChange: (webhook: Webhook) => void;
  readonly onRemoved: () => void;
}

function WebhookCard({ webhook, onChange, onRemoved }: WebhookCardProps) {
  const { webhooks } = useTexts().admin;
  const host = hostOf(webhook);
  return (
    <Card title={host} actions={<WebhookState of={webhook} />}>
      <WebhookFacts of={webhook} />
      <p>
        <a href={href(`/webhooks/${webhook.id}`)}>{webhooks.deliveriesTo(host)}</a>
      </p>
      <WebhookActions webhook={webhook} onChange={onChange} onRemoved={onRemoved} />
    </Card>
  );
}
