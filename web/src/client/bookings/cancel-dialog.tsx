import type { CancellationQuote } from '@vibe-coaching/client';
import { useState } from 'preact/hooks';
import { api } from '../../session/api.js';
import { useSession } from '../../session/session.js';
import { useTexts } from '../../texts/texts.js';
import { Button } from '../../ui/button.js';
import { Dialog } from '../../ui/dialog.js';
import { Facts } from '../../ui/facts.js';
import { TextArea } from '../../ui/field.js';
import { Loaded } from '../../ui/loaded.js';
import { moneyText } from '../../ui/money.js';
import { Notice } from '../../ui/notice.js';
import { Refusal } from '../../ui/refusal.js';
import { useAction } from '../../ui/use-action.js';
import { useLoad } from '../../ui/use-load.js';
import type { BookingPartProps } from './booking-part.js';

interface CancelDialogProps extends BookingPartProps {
  /** The label of the button that leaves everything as it is. */
  readonly keep: string;
  readonly onClose: () => void;
}

/** Says what a cancellation costs before it can be pressed. */
export function CancelDialog({ booking: { id, payment }, keep, onChanged, onClose }: CancelDialogProps) {
  const { client } = useTexts();
  const texts = client.cancel;
  const [reason, setReason] = useState('');
  const quote = useLoad((signal) => api.outcomesQuote({ path: { id }, signal }), [id]);
  const cancel = useAction(async () => {
    await api.bookingsChange({
      path: { id },
      body: { status: 'cancelled', ...(reason.trim() && { reason: reason.trim() }) },
    });
    onChanged();
    onClose();
  });
  return (
    <Dialog title={texts.title} onClose={onClose}>
      <Loaded of={quote}>
        {(told) => (
          <>
            <Quote quote={told} isByCard={payment.method === 'card'} />
            <TextArea label={texts.reason} maxLength={500} value={reason} onValue={setReason} />
            <Refusal error={cancel.error} />
            <div class="row">
              <Button look="bad" isBusy={cancel.isBusy} onClick={() => void cancel.run()}>
                {texts.button}
              </Button>
              <Button onClick={onClose}>{keep}</Button>
            </div>
          </>
        )}
      </Loaded>
    </Dialog>
  );
}

interface QuoteProps {
  readonly quote: CancellationQuote;
  /** Else there is nothing to come back. */
  readonly isByCard: boolean;
}

function Quote({ quote, isByCard }: QuoteProps) {
  const { client } = useTexts();
  const { settings } = useSession();
  const texts = client.cancel;
  const money = (amount: CancellationQuote['fee']) =>
    amount && moneyText(amount.amount_minor, amount.currency, settings.locale);
  return (
    <>
      <Notice tone={quote.now_is_late ? 'wait' : 'good'}>{quote.now_is_late ? texts.late : texts.inTime}</Notice>
      <Facts
        of={[
          [texts.fee, money(quote.fee)],
          [texts.refund, isByCard && money(quote.refund)],
          [texts.credits, quote.credits_returned > 0 && String(quote.credits_returned)],
        ]}
      />
    </>
  );
}
