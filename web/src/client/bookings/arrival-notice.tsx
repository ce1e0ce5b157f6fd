import type { BookingStatus } from '@vibe-coaching/client';
import { useTexts } from '../../texts/texts.js';
import { Button } from '../../ui/button.js';
import { Notice } from '../../ui/notice.js';

interface ArrivalNoticeProps {
  readonly query: Readonly<Record<string, string | undefined>>;
  readonly isPaid: boolean;
  /** What has become of what was booked: it may wait for the coach, or be cancelled by now. */
  readonly status?: BookingStatus | undefined;
  readonly onReload: () => void;
}

/** Says what has just happened: booked, or back from the page of the payment provider. */
export function ArrivalNotice({ query, isPaid, status, onReload }: ArrivalNoticeProps) {
  const { client, shell } = useTexts();
  const texts = client.booking;
  if (query['payment'] === 'cancelled') return <Notice tone="wait">{texts.notPaid}</Notice>;
  if (query['payment'] === 'paid' && isPaid) return <Notice tone="good">{texts.paidNow}</Notice>;
  // The provider tells the server a moment later than it sends people back.
  if (query['payment'] === 'paid') {
    return (
      <Notice>
        <div class="row spread">
          {texts.paidSoon}
          <Button onClick={onReload}>{shell.reload}</Button>
        </div>
      </Notice>
    );
  }
  if (query['booked'] !== 'yes' || status === 'cancelled') return null;
  return <Notice tone="good">{status === 'pending' ? texts.requested : texts.booked}</Notice>;
}
