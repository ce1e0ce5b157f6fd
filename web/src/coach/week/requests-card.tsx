import type { BookingWithDetails } from '@vibe-coaching/client';
import { useState } from 'preact/hooks';
import { api } from '../../session/api.js';
import { useTexts } from '../../texts/texts.js';
import { Button } from '../../ui/button.js';
import { Card } from '../../ui/card.js';
import { useLoad } from '../../ui/use-load.js';
import { useWide } from '../../week/use-wide.js';
import { Request } from './request.js';
import './requests-card.css';

interface RequestsCardProps {
  /** Changes when bookings may have changed elsewhere on the page. */
  readonly version: unknown;
  readonly onChanged: () => void;
}

const FEW = { wide: 3, narrow: 1 };
const MOST = 200;

/**
 * Requests that wait for an answer, of any week and those without a time; nothing when there are none. Those that were answered
 * stay in their place and say so, so that no other button comes to lie under the pointer.
 */
export function RequestsCard({ version, onChanged }: RequestsCardProps) {
  const { coach } = useTexts();
  const isWide = useWide();
  const [isWhole, setWhole] = useState(false);
  const [answered, setAnswered] = useState<readonly BookingWithDetails[]>([]);
  const list = useLoad(
    (signal) => api.bookingsListCalendar({ query: { status: ['pending'], limit: MOST }, signal }),
    [version],
  );
  const waiting = (list.value ?? []).filter(({ id }) => answered.every((one) => one.id !== id));
  const all = [...waiting, ...answered].sort((one, other) => startOf(one) - startOf(other));
  if (all.length === 0) return null;
  const few = isWide ? FEW.wide : FEW.narrow;
  const shown = isWhole ? all : all.slice(0, few);
  return (
    <Card title={coach.week.requests}>
      <ul class="requests">
        {shown.map((booking) => (
          <Request
            key={booking.id}
            booking={booking}
            onAnswered={(changed, isSeries) => {
              // Those of the series that must be paid first stay as they are.
              const isSame = ({ id, series_id, actions }: BookingWithDetails) =>
                id === booking.id || (isSeries && series_id === booking.series_id && actions.can_confirm);
              const same = waiting.filter(isSame).map((one) => ({ ...one, ...changed }));
              setAnswered((before) => [...before, ...same]);
              onChanged();
            }}
          />
        ))}
      </ul>
      {all.length > few && (
        <div>
          <Button onClick={() => setWhole(!isWhole)}>
            {isWhole ? coach.week.fewRequests : coach.week.allRequests(all.length)}
          </Button>
        </div>
      )}
    </Card>
  );
}

/** The soonest is the most urgent; those without a time come last. */
const startOf = ({ scheduled_at: at }: BookingWithDetails) => (at === null ? Infinity : Date.parse(at));
