import type { DeliveryStatus, WebhookDelivery } from '@vibe-coaching/client';
import { useTexts } from '../../texts/texts.js';
import { Badge } from '../../ui/badge.js';
import type { Tone } from '../../ui/tone.js';
import { Button } from '../../ui/button.js';
import type { Column } from '../../ui/data-table.js';
import { When } from '../../ui/when.js';

const TONES: Readonly<Record<DeliveryStatus, Tone>> = { failed: 'bad', waiting: 'wait', done: 'good' };

interface Deeds {
  readonly onLook: (delivery: WebhookDelivery) => void;
  /** Not given: nothing can be sent now. */
  readonly onResend?: (delivery: WebhookDelivery) => void;
}

/** What a list of deliveries shows of each. */
export function useDeliveryColumns({ onLook, onResend }: Deeds): Column<WebhookDelivery>[] {
  const { webhooks } = useTexts().admin;
  return [
    { title: webhooks.event, cell: ({ type }) => type },
    {
      title: webhooks.status,
      cell: ({ status }) => <Badge tone={TONES[status]}>{webhooks.statuses[status]}</Badge>,
    },
    { title: webhooks.answer, cell: (one) => <Answer of={one} /> },
    { title: webhooks.tries, cell: ({ attempts }) => attempts, isNumber: true },
    { title: webhooks.made, cell: ({ created_at }) => <When at={created_at} /> },
    { title: webhooks.next, cell: ({ due_at }) => (due_at === null ? '–' : <When at={due_at} />) },
    {
      title: webhooks.act,
      cell: (one) => (
        <div class="row delivery-deeds">
          <Button label={`${webhooks.look}: ${one.type}, ${one.id}`} onClick={() => onLook(one)}>
            {webhooks.look}
          </Button>
          {onResend && (
            <Button label={`${webhooks.resend}: ${one.type}, ${one.id}`} onClick={() => onResend(one)}>
              {webhooks.resend}
            </Button>
          )}
        </div>
      ),
    },
  ];
}

/** What the endpoint answered last, in short. */
export function Answer({ of: { answer_status, error, tried_at } }: { readonly of: WebhookDelivery }) {
  const { webhooks } = useTexts().admin;
  if (answer_status !== null) return webhooks.answered(answer_status);
  if (error !== null) return <span lang="en">{error}</span>;
  return tried_at === null ? '–' : webhooks.noAnswer;
}
