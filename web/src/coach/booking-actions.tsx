import type { Booking } from '@vibe-coaching/client';
import { useState } from 'preact/hooks';
import { api } from '../session/api.js';
import { useTexts } from '../texts/texts.js';
import { Button } from '../ui/button.js';
import { Refusal } from '../ui/refusal.js';
import { useAction } from '../ui/use-action.js';
import { useFocusAfter } from '../ui/use-focus-after.js';
import { AttendanceButtons } from './attendance-buttons.js';
import { CancelForm } from './cancel-form.js';
import { MoveForm } from './move-form.js';

interface BookingActionsProps {
  readonly booking: Booking;
  /** Called after the server has changed it. */
  readonly onChanged: () => void;
}

/** What a coach can do with a booking now. */
export function BookingActions({ booking, onChanged }: BookingActionsProps) {
  const { coach } = useTexts();
  const { actions, payment, scheduled_at, status, series_id } = booking;
  const hasBegun = scheduled_at === null || Date.parse(scheduled_at) <= Date.now();
  const [asking, setAsking] = useState<'move' | 'cancel' | null>(null);
  const path = { id: booking.id };
  const action = useAction(async (change: () => Promise<unknown>) => {
    await change();
    setAsking(null);
    onChanged();
  });
  const place = useFocusAfter(asking);
  if (asking === 'move' && scheduled_at !== null)
    return (
      <div ref={place}>
        <MoveForm
          at={new Date(scheduled_at)}
          move={(at) => api.bookingsMove({ path, body: { scheduled_at: at.toISOString() } })}
          onMoved={() => {
            setAsking(null);
            onChanged();
          }}
          onClose={() => setAsking(null)}
        />
      </div>
    );
  if (asking === 'cancel')
    return (
      <div ref={place}>
        <CancelForm
          button={status === 'pending' ? coach.booking.decline : coach.booking.cancel}
          cancel={(reason) => api.bookingsChange({ path, body: { status: 'cancelled', ...(reason && { reason }) } })}
          onCancelled={onChanged}
          onClose={() => setAsking(null)}
        />
      </div>
    );
  return (
    <div ref={place} class="stack">
      {actions.can_mark_attendance && (
        <AttendanceButtons
          outcome={booking.attendance}
          isBusy={action.isBusy}
          onMark={(outcome) => void action.run(() => api.outcomesMark({ path, body: { outcome } }))}
        />
      )}
      <div class="row">
        {actions.can_confirm && (
          <Button
            look="main"
            isBusy={action.isBusy}
            onClick={() => void action.run(() => api.bookingsChange({ path, body: { status: 'confirmed' } }))}
          >
            {coach.booking.confirm}
          </Button>
        )}
        {actions.can_confirm && series_id !== null && (
          <Button
            isBusy={action.isBusy}
            onClick={() => void action.run(() => api.seriesConfirm({ path: { id: series_id } }))}
          >
            {coach.booking.confirmSeries}
          </Button>
        )}
        {actions.can_complete && hasBegun && !actions.can_mark_attendance && (
          <Button
            isBusy={action.isBusy}
            onClick={() => void action.run(() => api.bookingsChange({ path, body: { status: 'completed' } }))}
          >
            {coach.booking.complete}
          </Button>
        )}
        {payment.method === 'at_session' && payment.status === 'due' && (
          <>
            <Button
              isBusy={action.isBusy}
              onClick={() => void action.run(() => api.bookingPaymentsSettle({ path, body: { outcome: 'received' } }))}
            >
              {coach.booking.received}
            </Button>
            <Button
              isBusy={action.isBusy}
              onClick={() => void action.run(() => api.bookingPaymentsSettle({ path, body: { outcome: 'waived' } }))}
            >
              {coach.booking.waive}
            </Button>
          </>
        )}
        {actions.can_move && booking.scheduled_at !== null && (
          <Button onClick={() => setAsking('move')}>{coach.booking.move}</Button>
        )}
        {actions.can_cancel && (
          <Button look="bad" onClick={() => setAsking('cancel')}>
            {status === 'pending' ? coach.booking.decline : coach.booking.cancel}
          </Button>
        )}
      </div>
      <Refusal error={action.error} />
    </div>
  );
}
