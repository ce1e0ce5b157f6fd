import { useState } from 'preact/hooks';
import { useTexts } from '../../texts/texts.js';
import { Button } from '../../ui/button.js';
import { Card } from '../../ui/card.js';
import { Notice } from '../../ui/notice.js';
import { When } from '../../ui/when.js';
import { AttendanceCard } from './attendance-card.js';
import type { BookingPartProps } from './booking-part.js';
import { CancelDialog } from './cancel-dialog.js';
import { MoveDialog } from './move-dialog.js';
import { PayButton, ReceiptButton } from './pay-button.js';
import { ReviewCard } from './review-card.js';

/** What a client can do with a booking of theirs. */
export function ClientActions({ booking, onChanged }: BookingPartProps) {
  const { client, shell } = useTexts();
  const texts = client.booking;
  const [open, setOpen] = useState<'move' | 'cancel' | null>(null);
  const { actions, payment } = booking;
  const canPay = payment.status === 'due' && booking.status !== 'cancelled' && payment.pay_until !== null;
  const hasReceipt = payment.method === 'card' && ['paid', 'refunded', 'partly_refunded'].includes(payment.status);
  const [done, setDone] = useState<string | null>(null);
  const close = () => setOpen(null);
  const changed = (said: string) => () => {
    setDone(said);
    onChanged();
  };
  return (
    <>
      {done !== null && <Notice tone="good">{done}</Notice>}
      {(actions.can_move || actions.can_cancel || canPay || hasReceipt) && (
        <Card title={texts.actions}>
          {actions.can_cancel && actions.cancel_free_until !== null && (
            <p class="small muted">
              {new Date(actions.cancel_free_until) > new Date() ? texts.freeUntil : texts.freeEnded}{' '}
              <When at={actions.cancel_free_until} />
            </p>
          )}
          <div class="row">
            {canPay && <PayButton bookingId={booking.id} />}
            {actions.can_move && <Button onClick={() => setOpen('move')}>{texts.move}</Button>}
            {hasReceipt && <ReceiptButton bookingId={booking.id} />}
            {actions.can_cancel && (
              <Button look="bad" onClick={() => setOpen('cancel')}>
                {texts.cancel}
              </Button>
            )}
          </div>
          {!actions.can_move && actions.can_cancel && booking.group_session_id === null && (
            <p class="small muted">{booking.scheduled_at === null ? texts.noTimeYet : texts.tooLateToMove}</p>
          )}
        </Card>
      )}
      <AttendanceCard booking={booking} onChanged={onChanged} />
      {booking.status === 'completed' && <ReviewCard booking={booking} onChanged={onChanged} />}
      {open === 'move' && <MoveDialog booking={booking} onChanged={changed(texts.isMoved)} onClose={close} />}
      {open === 'cancel' && (
        <CancelDialog booking={booking} keep={shell.back} onChanged={changed(texts.isCancelled)} onClose={close} />
      )}
    </>
  );
}
