import type { DeliveryStatus, Webhook, WebhookDelivery } from '@vibe-coaching/client';
import { useState } from 'preact/hooks';
import { api } from '../../session/api.js';
import { useTexts } from '../../texts/texts.js';
import { Button } from '../../ui/button.js';
import { Card } from '../../ui/card.js';
import { DataTable } from '../../ui/data-table.js';
import { Loaded } from '../../ui/loaded.js';
import { More } from '../../ui/more.js';
import { Notice } from '../../ui/notice.js';
import { Refusal } from '../../ui/refusal.js';
import { Tabs } from '../../ui/tabs.js';
import { useAction } from '../../ui/use-action.js';
import { useList } from '../../ui/use-list.js';
import { useQuery } from '../../ui/use-query.js';
import { DeliveryDialog } from './delivery-dialog.js';
import { ResendDialog } from './resend-dialog.js';
import { useDeliveryColumns } from './use-delivery-columns.js';

const STATUSES: readonly DeliveryStatus[] = ['failed', 'waiting', 'done'];

interface WebhookDeliveriesProps {
  readonly webhook: Webhook;
  /** Another one: there is something new to read. */
  readonly round: number;
}

/** What was sent to an endpoint, the newest first, and sending it once more. */
export function WebhookDeliveries({ webhook: { id, is_active: isOn }, round }: WebhookDeliveriesProps) {
  const { shell, admin } = useTexts();
  const { webhooks } = admin;
  const [query, change] = useQuery();
  const status = STATUSES.find((one) => one === query['show']);
  const [looked, setLooked] = useState<WebhookDelivery | null>(null);
  const [isAsked, setAsked] = useState(false);
  const [done, setDone] = useState('');
  const list = useList(
    (cursor, signal) =>
      api.webhookDeliveriesList.page({
        path: { id },
        query: { limit: 25, ...(status && { status: [status] }), ...(cursor !== undefined && { cursor }) },
        ...(signal && { signal }),
      }),
    [id, status, round],
  );
  const resend = useAction(async ({ id: delivery_id }: WebhookDelivery) => {
    const changed = await api.webhookDeliveriesResend({ path: { id, delivery_id } });
    list.replace((list.value ?? []).map((one) => (one.id === changed.id ? changed : one)));
    setDone(webhooks.resent);
  });
  const columns = useDeliveryColumns({
    onLook: setLooked,
    ...(isOn && { onResend: (one: WebhookDelivery) => void resend.run(one) }),
  });
  return (
    <Card
      title={webhooks.deliveries}
      actions={
        <>
          <Button onClick={list.reload}>{shell.reload}</Button>
          {isOn && <Button onClick={() => setAsked(true)}>{webhooks.resendFailed}</Button>}
        </>
      }
    >
      <div>
        <Tabs
          label={webhooks.show}
          value={status ?? 'all'}
          options={[['all', webhooks.all], ...STATUSES.map((one) => [one, webhooks.statuses[one]] as const)]}
          onValue={(show) => change({ show: show === 'all' ? '' : show })}
        />
      </div>
      {done !== '' && <Notice tone="good">{done}</Notice>}
      <Refusal error={resend.error} />
      <Loaded of={list} empty={<p>{webhooks.noDeliveries}</p>}>
        {(rows) => (
          <>
            <DataTable
              title={webhooks.deliveries}
              isTitleHidden
              columns={columns}
              rows={rows}
              keyOf={(one) => one.id}
            />
            <More of={list} />
          </>
        )}
      </Loaded>
      {looked !== null && <DeliveryDialog of={looked} onClose={() => setLooked(null)} />}
      {isAsked && (
        <ResendDialog
          id={id}
          onResent={(count) => {
            setDone(webhooks.resentCount(count));
            list.reload();
          }}
          onClose={() => setAsked(false)}
        />
      )}
    </Card>
  );
}
