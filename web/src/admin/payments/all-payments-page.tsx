import type { AdminRefund } from '@vibe-coaching/client';
import { useState } from 'preact/hooks';
import { api } from '../../session/api.js';
import { useTexts } from '../../texts/texts.js';
import { Card } from '../../ui/card.js';
import { DataTable } from '../../ui/data-table.js';
import { Loaded } from '../../ui/loaded.js';
import { More } from '../../ui/more.js';
import { Notice } from '../../ui/notice.js';
import { Page } from '../../ui/page.js';
import { Refusal } from '../../ui/refusal.js';
import { Tabs } from '../../ui/tabs.js';
import { useAction } from '../../ui/use-action.js';
import { useList } from '../../ui/use-list.js';
import { useQuery } from '../../ui/use-query.js';
import { Filters } from '../filters.js';
import { usePaymentColumns } from './use-payment-columns.js';

const STATUSES = ['open', 'paid', 'returned', 'ended'] as const;
const SHOWN = ['all', ...STATUSES, 'refund-failed'] as const;

/** Every payment by card; refunds that failed are tried again from here. */
export default function AllPaymentsPage() {
  const { admin, client: clientTexts, shell } = useTexts();
  const { payments, filters } = admin;
  const [{ show, client, coach }, change] = useQuery();
  const shown = SHOWN.find((one) => one === show) ?? 'all';
  const status = STATUSES.find((one) => one === shown);
  const [isRetried, setRetried] = useState(false);
  const list = useList(
    (cursor, signal) =>
      api.paymentListsAll.page({
        query: {
          limit: 25,
          ...(status && { status }),
          ...(shown === 'refund-failed' && { refund_status: 'failed' }),
          ...(client && { client_id: Number(client) }),
          ...(coach && { coach_id: Number(coach) }),
          ...(cursor !== undefined && { cursor }),
        },
        ...(signal && { signal }),
      }),
    [shown, client, coach],
  );
  const retry = useAction(async ({ id }: AdminRefund) => {
    await api.paymentListsRetry({ path: { id } });
    setRetried(true);
    list.reload();
  });
  const columns = usePaymentColumns((refund) => void retry.run(refund), retry.isBusy);
  const nameOf = (one: (typeof SHOWN)[number]) =>
    one === 'all' ? shell.all : one === 'refund-failed' ? payments.refundFailed : clientTexts.payments.statuses[one];
  return (
    <Page title={shell.pages.payments} note={payments.note}>
      <Tabs
        label={filters.show}
        value={shown}
        options={SHOWN.map((one) => [one, nameOf(one)] as const)}
        onValue={(one) => {
          setRetried(false);
          change({ show: one === 'all' ? '' : one });
        }}
      />
      <Card>
        <Filters
          of={[
            ['client', filters.client, 'number'],
            ['coach', filters.coach, 'number'],
          ]}
        />
      </Card>
      <Card>
        {isRetried && <Notice tone="good">{payments.retried}</Notice>}
        <Refusal error={retry.error} />
        <Loaded of={list} empty={<p>{payments.none}</p>}>
          {(rows) => (
            <>
              <DataTable
                title={shell.pages.payments}
                isTitleHidden
                columns={columns}
                rows={rows}
                keyOf={({ id }) => id}
              />
              <More of={list} />
            </>
          )}
        </Loaded>
      </Card>
    </Page>
  );
}
