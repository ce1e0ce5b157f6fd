import { useLocation } from 'preact-iso';
import { useState } from 'preact/hooks';
import type { PageProps } from '../../route.js';
import { api } from '../../session/api.js';
import { href } from '../../shell/href.js';
import { useTexts } from '../../texts/texts.js';
import { Card } from '../../ui/card.js';
import { Loaded } from '../../ui/loaded.js';
import { Page } from '../../ui/page.js';
import { useLoad } from '../../ui/use-load.js';
import { hostOf } from './host-of.js';
import { WebhookActions } from './webhook-actions.js';
import { WebhookDeliveries } from './webhook-deliveries.js';
import { WebhookFacts, WebhookState } from './webhook-facts.js';

/** One endpoint, and what was sent to it. */
export default function WebhookPage({ params }: PageProps) {
  const { webhooks } = useTexts().admin;
  const { route } = useLocation();
  const id = Number(params['id']);
  const webhook = useLoad((signal) => api.webhooksShow({ path: { id }, signal }), [id]);
  const [testCount, setTestCount] = useState(0);
  return (
    <Page
      title={webhook.value === undefined ? webhooks.endpoint : hostOf(webhook.value)}
      note={<a href={href('/webhooks')}>{webhooks.title}</a>}
      actions={webhook.value && <WebhookState of={webhook.value} />}
    >
      <Loaded of={webhook}>
        {(found) => (
          <>
            <Card title={webhooks.endpoint}>
              <WebhookFacts of={found} />
              <WebhookActions
                webhook={found}
                onChange={webhook.replace}
                onRemoved={() => route(href('/webhooks'))}
                onTested={() => setTestCount(testCount + 1)}
              />
            </Card>
            <WebhookDeliveries webhook={found} round={testCount} />
          </>
        )}
      </Loaded>
    </Page>
  );
}
