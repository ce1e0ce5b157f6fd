import { useTexts } from '../../texts/texts.js';
import { Button } from '../../ui/button.js';
import { Notice } from '../../ui/notice.js';

interface ArrivalNoticeProps {
  readonly query: Readonly<Record<string, string | undefined>>;
  readonly isPaid: boolean;
  /** What was booked waits for the coach. */
  readonly isPending?: boolean;
  readonly onReload: () => void;
}

/** Says what has just happened: booked, or back from the page of the payment provider. */
export function ArrivalNotice({ query, isPaid, isPending = false, onReload }: ArrivalNoticeProps) {
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
  if (query['booked'] !== 'yes') return null;
  return <Notice tone="good">{isPending ? texts.requested : texts.booked}</Notice>;
}
