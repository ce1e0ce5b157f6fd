import type { Delivery, DeliveryStatus } from '@vibe-coaching/client';
import { useState } from 'preact/hooks';
import { api } from '../../session/api.js';
import { href } from '../../shell/href.js';
import { useTexts } from '../../texts/texts.js';
import { Badge } from '../../ui/badge.js';
import type { Tone } from '../../ui/tone.js';
import { Button } from '../../ui/button.js';
import { Card } from '../../ui/card.js';
import { type Column, DataTable } from '../../ui/data-table.js';
import { Loaded } from '../../ui/loaded.js';
import { More } from '../../ui/more.js';
import { Notice } from '../../ui/notice.js';
import { Page } from '../../ui/page.js';
import { Refusal } from '../../ui/refusal.js';
import { Tabs } from '../../ui/tabs.js';
import { useAction } from '../../ui/use-action.js';
import { useList } from '../../ui/use-list.js';
import { useQuery } from '../../ui/use-query.js';
import { When } from '../../ui/when.js';

const TONES: Readonly<Record<DeliveryStatus, Tone>> = { failed: 'bad', waiting: 'wait', done: 'good' };
const SHOWN = ['failed', 'waiting', 'done', 'all'] as const;

/** Mails that failed, wait or were sent. */
export default function DeliveriesPage() {
  const { deliveries } = useTexts().admin;
  const [query, change] = useQuery();
  const shown = SHOWN.find((one) => one === query['show']) ?? 'failed';
  const [isRetried, setRetried] = useState(false);
  const list = useList(
    (cursor, signal) =>
      api.adminDeliveriesList.page({
        query: {
          limit: 25,
          ...(shown !== 'all' && { status: [shown] }),
          ...(cursor !== undefined && { cursor }),
        },
        ...(signal && { signal }),
      }),
    [shown],
  );
  const retry = useAction(async ({ id }: Delivery) => {
    const changed = await api.adminDeliveriesRetry({ path: { id } });
    list.replace((list.value ?? []).map((one) => (one.id === id ? changed : one)));
    setRetried(true);
  });
  const columns = useColumns((one) => void retry.run(one), retry.isBusy);
  return (
    <Page title={deliveries.title} note={deliveries.note}>
      <Tabs
        label={deliveries.show}
        value={shown}
        options={SHOWN.map((one) => [one, deliveries[one]] as const)}
        onValue={(show) => {
          setRetried(false);
          change({ show });
        }}
      />
      <Card>
        {isRetried && <Notice tone="good">{deliveries.retried}</Notice>}
        <Refusal error={retry.error} />
        <Loaded of={list} empty={<p>{shown === 'failed' ? deliveries.noneFailed : deliveries.none}</p>}>
          {(rows) => (
            <>
              <DataTable title={deliveries.title} isTitleHidden columns={columns} rows={rows} keyOf={({ id }) => id} />
              <More of={list} />
            </>
          )}
        </Loaded>
      </Card>
    </Page>
  );
}

function useColumns(onRetry: (one: Delivery) => void, isBusy: boolean): Column<Delivery>[] {
  const { deliveries } = useTexts().admin;
  return [
    { title: deliveries.message, cell: ({ message }) => message },
    {
      title: deliveries.to,
      cell: ({ recipient_id: id }) =>
        id === null ? deliveries.nobody : <a href={href(`/users/${id}`)}>{deliveries.user(id)}</a>,
    },
    { title: deliveries.status, cell: ({ status }) => <Badge tone={TONES[status]}>{deliveries[status]}</Badge> },
    { title: deliveries.tries, cell: ({ attempts }) => attempts, isNumber: true },
    { title: deliveries.made, cell: ({ created_at }) => <When at={created_at} /> },
    { title: deliveries.next, cell: ({ due_at }) => (due_at === null ? '–' : <When at={due_at} />) },
    { title: deliveries.why, cell: ({ detail }) => <span lang="en">{detail ?? '–'}</span> },
    {
      title: deliveries.act,
      cell: (one) =>
        (one.status === 'failed' || (one.status === 'waiting' && one.attempts > 0)) && (
          <Button label={deliveries.retryOf(one.message, one.id)} disabled={isBusy} onClick={() => onRetry(one)}>
            {deliveries.retry}
          </Button>
        ),
    },
  ];
}
