import type { Webhook } from '@vibe-coaching/client';
import { useTexts } from '../../texts/texts.js';
import { Badge } from '../../ui/badge.js';
import { Facts } from '../../ui/facts.js';
import { When } from '../../ui/when.js';

interface WebhookProps {
  readonly of: Webhook;
}

/** What is known about an endpoint. */
export function WebhookFacts({ of }: WebhookProps) {
  const { webhooks } = useTexts().admin;
  const { is_active, off_because, failing_since, previous_secret_until } = of;
  const isAll = of.types.includes('*');
  return (
    <Facts
      of={[
        [webhooks.url, of.url],
        [webhooks.description, of.description],
        [
          webhooks.events,
          isAll ? webhooks.allEvents : `${webhooks.eventCount(of.types.length)}: ${of.types.join(', ')}`,
        ],
        [webhooks.why, !is_active && (off_because === null ? webhooks.byHand : webhooks.reasons[off_because])],
        [webhooks.failingSince, failing_since !== null && <When key="failing" at={failing_since} />],
        [webhooks.oldSecretUntil, previous_secret_until !== null && <When key="secret" at={previous_secret_until} />],
        [webhooks.made, <When key="made" at={of.created_at} />],
      ]}
    />
  );
}

/** Whether it is told of events. */
export function WebhookState({ of: { is_active: isOn } }: WebhookProps) {
  const { webhooks } = useTexts().admin;
  return <Badge tone={isOn ? 'good' : 'bad'}>{isOn ? webhooks.isOn : webhooks.isOff}</Badge>;
}
