import { api } from '../../session/api.js';
import { useTexts } from '../../texts/texts.js';
import { Button } from '../../ui/button.js';
import { Refusal } from '../../ui/refusal.js';
import { useAction } from '../../ui/use-action.js';
import { saveReceipt } from '../payments/save-receipt.js';

/** Leads to the page of the payment provider. */
export function PayButton({ bookingId }: { readonly bookingId: number }) {
  const { client } = useTexts();
  const pay = useAction(async () => {
    const { checkout_url: url } = await api.bookingPaymentsCheckout({ path: { id: bookingId } });
    location.assign(url);
  });
  return (
    <>
      <Button look="main" isBusy={pay.isBusy} onClick={() => void pay.run()}>
        {client.booking.pay}
      </Button>
      <Refusal error={pay.error} />
    </>
  );
}

/** A booking does not name its payment; the list of payments does. */
export function ReceiptButton({ bookingId }: { readonly bookingId: number }) {
  const { client } = useTexts();
  const save = useAction(async () => {
    for await (const { id, booking_id: paidFor, status } of api.paymentListsMine.each({ query: { limit: 100 } })) {
      if (paidFor === bookingId && status === 'paid') return saveReceipt(id);
    }
  });
  return (
    <>
      <Button isBusy={save.isBusy} onClick={() => void save.run()}>
        {client.payment.receipt}
      </Button>
      <Refusal error={save.error} />
    </>
  );
}
