import type { ClientPayment } from '@vibe-coaching/client';
import { api } from '../../session/api.js';
import { useSession } from '../../session/session.js';
import { href } from '../../shell/href.js';
import { useTexts } from '../../texts/texts.js';
import { Button } from '../../ui/button.js';
import { Card } from '../../ui/card.js';
import { DataTable } from '../../ui/data-table.js';
import { Loaded } from '../../ui/loaded.js';
import { moneyText } from '../../ui/money.js';
import { More } from '../../ui/more.js';
import { Refusal } from '../../ui/refusal.js';
import { useAction } from '../../ui/use-action.js';
import { useList } from '../../ui/use-list.js';
import { When } from '../../ui/when.js';
import { saveReceipt } from './save-receipt.js';

/** Every payment of a client, the latest first, with its receipt. */
export function PaymentList() {
  const { client } = useTexts();
  const { settings } = useSession();
  const texts = client.payments;
  const payments = useList(
    (cursor, signal) => api.paymentListsMine.page({ query: { limit: 20, ...(cursor && { cursor }) }, signal }),
    [],
  );
  const money = ({ currency }: ClientPayment, minor: number) => moneyText(minor, currency, settings.locale);
  return (
    <Card title={texts.list}>
      <Loaded of={payments} empty={texts.none}>
        {(rows) => (
          <DataTable
            title={texts.list}
            isTitleHidden
            rows={rows}
            keyOf={({ id }) => id}
            columns={[
              { title: texts.what, cell: (payment) => <What payment={payment} /> },
              { title: texts.amount, isNumber: true, cell: (payment) => money(payment, payment.amount_minor) },
              {
                title: texts.state,
                cell: (payment) => {
                  const back = payment.refunds.reduce((sum, refund) => sum + refund.amount_minor, 0);
                  return [texts.statuses[payment.status], back > 0 && texts.back(money(payment, back))]
                    .filter(Boolean)
                    .join(', ');
                },
              },
              { title: texts.at, cell: ({ paid_at: paid, created_at: made }) => <When at={paid ?? made} /> },
              { title: texts.receipt, cell: (payment) => payment.status === 'paid' && <Receipt payment={payment} /> },
            ]}
          />
        )}
      </Loaded>
      <More of={payments} />
    </Card>
  );
}

function What({ payment: { booking_id: bookingId, coach_name: coach } }: { readonly payment: ClientPayment }) {
  const { client, words } = useTexts();
  const text = words.with(bookingId === null ? client.payments.pack : client.payments.session, coach);
  return bookingId === null ? <>{text}</> : <a href={href(`/bookings/${bookingId}`)}>{text}</a>;
}

function Receipt({ payment }: { readonly payment: ClientPayment }) {
  const { client } = useTexts();
  const texts = client.payments;
  const save = useAction(() => saveReceipt(payment.id));
  return (
    <>
      <Button
        look="quiet"
        label={texts.receiptOf(`${payment.coach_name}, ${payment.id}`)}
        isBusy={save.isBusy}
        onClick={() => void save.run()}
      >
        {texts.receipt}
      </Button>
      <Refusal error={save.error} />
    </>
  );
}
