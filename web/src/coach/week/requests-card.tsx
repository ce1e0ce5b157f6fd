import type { BookingWithDetails } from '@vibe-coaching/client';
import { useState } from 'preact/hooks';
import { api } from '../../session/api.js';
import { useTexts } from '../../texts/texts.js';
import { Button } from '../../ui/button.js';
import { Card } from '../../ui/card.js';
import { Dialog } from '../../ui/dialog.js';
import { Refusal } from '../../ui/refusal.js';
import { useAction } from '../../ui/use-action.js';
import { useLoad } from '../../ui/use-load.js';
import { When } from '../../ui/when.js';
import { CancelForm } from '../cancel-form.js';
import { nameOf } from './week-items.js';
import './requests-card.css';

interface RequestsCardProps {
  /** Changes when bookings may have changed elsewhere on the page. */
  readonly version: unknown;
  readonly onChanged: () => void;
}

const FEW = 3;
const MOST = 200;

/** Requests that wait for an answer, of any week and those without a time; nothing when there are none. */
export function RequestsCard({ version, onChanged }: RequestsCardProps) {
  const { coach } = useTexts();
  const [isWhole, setWhole] = useState(false);
  const list = useLoad(
    (signal) => api.bookingsListCalendar({ query: { status: ['pending'], limit: MOST }, signal }),
    [version],
  );
  if (list.value === undefined || list.value.length === 0) return null;
  // The API answers the latest session first; the soonest one is the most urgent.
  const soonest = list.value.toReversed();
  const shown = isWhole ? soonest : soonest.slice(0, FEW);
  return (
    <Card title={coach.week.requests}>
      <ul class="requests">
        {shown.map((booking) => (
          <Request
            key={booking.id}
            booking={booking}
            onAnswered={() => {
              list.reload();
              onChanged();
            }}
          />
        ))}
      </ul>
      {shown.length < soonest.length && (
        <div>
          <Button onClick={() => setWhole(true)}>{coach.week.allRequests(soonest.length)}</Button>
        </div>
      )}
    </Card>
  );
}

interface RequestProps {
  readonly booking: BookingWithDetails;
  readonly onAnswered: () => void;
}

function Request({ booking, onAnswered }: RequestProps) {
  const texts = useTexts();
  const { coach } = texts;
  const [isDeclining, setDeclining] = useState(false);
  const path = { id: booking.id };
  const confirm = useAction(async () => {
    await api.bookingsChange({ path, body: { status: 'confirmed' } });
    onAnswered();
  });
  return (
    <li>
      <div class="row spread">
        <div>
          <strong>{booking.client_name}</strong> · {nameOf(booking, texts)}
          <br />
          {booking.scheduled_at === null ? (
            <span class="muted">{coach.week.withoutTime}</span>
          ) : (
            <When at={booking.scheduled_at} until={booking.ends_at} />
          )}
        </div>
        <div class="row">
          {booking.actions.can_confirm && (
            <Button
              look="main"
              isBusy={confirm.isBusy}
              label={coach.week.confirmOf(booking.client_name)}
              onClick={() => void confirm.run()}
            >
              {coach.booking.confirm}
            </Button>
          )}
          <Button label={coach.week.declineOf(booking.client_name)} onClick={() => setDeclining(true)}>
            {coach.booking.decline}
          </Button>
        </div>
      </div>
      <Refusal error={confirm.error} />
      {isDeclining && (
        <Dialog title={coach.week.declineOf(booking.client_name)} onClose={() => setDeclining(false)}>
          <CancelForm
            button={coach.booking.decline}
            cancel={(reason) => api.bookingsChange({ path, body: { status: 'cancelled', ...(reason && { reason }) } })}
            onCancelled={onAnswered}
            onClose={() => setDeclining(false)}
          />
        </Dialog>
      )}
    </li>
  );
}
