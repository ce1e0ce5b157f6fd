import type { Booking, BookingWithDetails } from '@vibe-coaching/client';
import { useEffect, useRef, useState } from 'preact/hooks';
import { api } from '../../session/api.js';
import { useSession } from '../../session/session.js';
import { useTexts } from '../../texts/texts.js';
import { momentText } from '../../time/times.js';
import { StatusBadge } from '../../ui/badge.js';
import { Button } from '../../ui/button.js';
import { Dialog } from '../../ui/dialog.js';
import { Refusal } from '../../ui/refusal.js';
import { useAction } from '../../ui/use-action.js';
import { When } from '../../ui/when.js';
import { priceText } from '../price-text.js';
import { CancelForm } from '../cancel-form.js';
import { nameOf } from './week-items.js';

interface RequestProps {
  readonly booking: BookingWithDetails;
  /** What is different now; `isSeries`: of all requests of its series. */
  readonly onAnswered: (changed: Pick<Booking, 'status'>, isSeries: boolean) => void;
}

/** What a client asks for, and the answers to choose from; once answered, the answer. */
export function Request({ booking, onAnswered }: RequestProps) {
  const texts = useTexts();
  const { coach } = texts;
  const { settings, zone } = useSession();
  const place = useRef<HTMLLIElement>(null);
  const [isDeclining, setDeclining] = useState(false);
  const [isAnswered, setAnswered] = useState(false);
  const { actions, client_name, notes, scheduled_at, series_id } = booking;
  const path = { id: booking.id };
  const when = scheduled_at === null ? coach.week.withoutTime : momentText(new Date(scheduled_at), zone, texts.words);
  const answer = (status: Booking['status'], isSeries = false) => {
    setDeclining(false);
    setAnswered(true);
    onAnswered({ status }, isSeries);
  };
  // The button that was pressed is gone.
  useEffect(() => {
    if (isAnswered) place.current?.focus();
  }, [isAnswered]);
  const confirm = useAction(async () => {
    await api.bookingsChange({ path, body: { status: 'confirmed' } });
    answer('confirmed');
  });
  const confirmSeries = useAction(async (id: number) => {
    await api.seriesConfirm({ path: { id } });
    answer('confirmed', true);
  });
  const isWaiting = booking.status === 'pending';
  const price = priceText(booking, texts, settings.locale);
  return (
    <li ref={place} tabIndex={-1}>
      <div>
        <strong>{client_name}</strong> · {nameOf(booking, texts)}
        <br />
        {scheduled_at === null ? (
          <span class="muted">{coach.week.withoutTime}</span>
        ) : (
          <When at={scheduled_at} until={booking.ends_at} />
        )}
        {price && <p class="small muted">{price}</p>}
        {notes && <p class="small">“{notes}”</p>}
      </div>
      <div class="row" role="status">
        {!isWaiting && <StatusBadge status={booking.status} />}
      </div>
      {isWaiting && (
        <div class="row">
          {actions.can_confirm ? (
            <Button
              look="main"
              isBusy={confirm.isBusy}
              label={`${coach.week.confirmOf(client_name)}, ${when}`}
              onClick={() => void confirm.run()}
            >
              {coach.booking.confirm}
            </Button>
          ) : (
            booking.payment.status === 'due' && <span class="small muted">{coach.week.notYet}</span>
          )}
          {actions.can_confirm && series_id !== null && (
            <Button isBusy={confirmSeries.isBusy} onClick={() => void confirmSeries.run(series_id)}>
              {coach.booking.confirmSeries}
            </Button>
          )}
          <Button label={`${coach.week.declineOf(client_name)}, ${when}`} onClick={() => setDeclining(true)}>
            {coach.booking.decline}
          </Button>
        </div>
      )}
      <Refusal error={confirm.error ?? confirmSeries.error} />
      {isDeclining && (
        <Dialog title={coach.week.declineOf(client_name)} onClose={() => setDeclining(false)}>
          <p>{when}</p>
          <CancelForm
            button={coach.booking.decline}
            cancel={(reason) => api.bookingsChange({ path, body: { status: 'cancelled', ...(reason && { reason }) } })}
            onCancelled={() => answer('cancelled')}
          />
        </Dialog>
      )}
    </li>
  );
}
