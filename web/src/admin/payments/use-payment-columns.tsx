import type { AdminPayment, AdminRefund, CheckoutStatus, RefundStatus } from '@vibe-coaching/client';
import { useSession } from '../../session/session.js';
import { href } from '../../shell/href.js';
import { useTexts } from '../../texts/texts.js';
import { Badge } from '../../ui/badge.js';
import { Button } from '../../ui/button.js';
import type { Column } from '../../ui/data-table.js';
import { moneyText } from '../../ui/money.js';
import type { Tone } from '../../ui/tone.js';
import { When } from '../../ui/when.js';

const TONES: Readonly<Record<CheckoutStatus, Tone>> = { open: 'wait', paid: 'good', returned: 'info', ended: 'quiet' };
const REFUND_TONES: Readonly<Record<RefundStatus, Tone>> = {
  pending: 'wait',
  sent: 'wait',
  done: 'info',
  failed: 'bad',
};

/** What is shown of a payment, and the button to try a failed refund again. */
export function usePaymentColumns(onRetry: (refund: AdminRefund) => void, isBusy: boolean): Column<AdminPayment>[] {
  const { admin, client, shell } = useTexts();
  const { settings } = useSession();
  const texts = client.payments;
  const money = ({ currency }: AdminPayment, minor: number) => moneyText(minor, currency, settings.locale);
  const user = (id: number, name: string) => <a href={href(`/users/${id}`)}>{name}</a>;
  const refundOf = (payment: AdminPayment, refund: AdminRefund) => (
    <div key={refund.id} class="stack tight">
      <span class="row">
        {money(payment, refund.amount_minor)}
        <Badge tone={REFUND_TONES[refund.status]}>{admin.payments.refundStatuses[refund.status]}</Badge>
        {refund.status === 'failed' && (
          <Button
            label={`${shell.retry}: ${admin.payments.refund(refund.id)}`}
            disabled={isBusy}
            onClick={() => onRetry(refund)}
          >
            {shell.retry}
          </Button>
        )}
      </span>
      {refund.last_error !== null && (
        <span class="small muted" lang="en">
          {refund.last_error}
        </span>
      )}
    </div>
  );
  return [
    {
      title: texts.what,
      cell: ({ booking_id: id }) =>
        id === null ? texts.pack : <a href={href(`/bookings/${id}`)}>{`${texts.session} ${id}`}</a>,
    },
    { title: shell.roles.client, cell: ({ client_id: id, client_name: name }) => user(id, name) },
    { title: shell.roles.coach, cell: ({ coach_id: id, coach_name: name }) => user(id, name) },
    { title: texts.amount, isNumber: true, cell: (payment) => money(payment, payment.amount_minor) },
    { title: texts.state, cell: ({ status }) => <Badge tone={TONES[status]}>{texts.statuses[status]}</Badge> },
    { title: texts.at, cell: ({ paid_at: paid, created_at: made }) => <When at={paid ?? made} /> },
    {
      title: admin.payments.provider,
      cell: ({ provider, provider_ref: name }) => (
        <>
          {provider} <span class="small muted">{name}</span>
        </>
      ),
    },
    { title: admin.payments.refunds, cell: (payment) => payment.refunds.map((refund) => refundOf(payment, refund)) },
  ];
}
