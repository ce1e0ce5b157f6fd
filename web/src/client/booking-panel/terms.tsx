import type { BookingTerms, SessionType } from '@vibe-coaching/client';
import { api } from '../../session/api.js';
import { useSession } from '../../session/session.js';
import { useTexts } from '../../texts/texts.js';
import { momentText } from '../../time/times.js';
import { Facts } from '../../ui/facts.js';
import { percentText } from '../../ui/percent.js';
import { useLoad } from '../../ui/use-load.js';

interface TermsProps {
  readonly coachId: number;
  readonly type: SessionType | null;
  readonly startsAt: string;
}

/** What the client agrees to: who confirms, and what it costs to cancel or not to come. Nothing until it is known. */
export function Terms({ coachId, type, startsAt }: TermsProps) {
  const { client, words } = useTexts();
  const { zone } = useSession();
  const texts = client.panel;
  const costOf = useCost(type?.payment ?? 'free');
  const { value: terms } = useLoad(
    (signal) => api.bookingTermsShow({ path: { coach_id: coachId }, signal }),
    [coachId],
  );
  if (!terms) return null;
  const confirmed = type?.payment === 'to_book' ? texts.confirmedWhenPaid : texts.confirmedAtOnce;
  const late = costOf(terms.late_cancellation_percent);
  const until = freeUntil(terms, startsAt);
  const free = terms.cancel_notice_minutes > 0 ? texts.freeUntil(momentText(until, zone, words)) : texts.freeUntilStart;
  const cancelling =
    until > new Date()
      ? [free, terms.cancel_notice_minutes > 0 && late && texts.later(late)].filter(Boolean).join(', ')
      : late
        ? texts.isLate(late)
        : texts.isLateAndFree;
  return (
    <Facts
      of={[
        [texts.confirming, terms.auto_confirm ? confirmed : texts.coachConfirms],
        [texts.cancelling, cancelling],
        [texts.notComing, type?.payment === 'credits_only' ? texts.oneCredit : costOf(terms.no_show_percent)],
      ]}
    />
  );
}

/** In words, what the client loses of the price or the credit; null: nothing. */
function useCost(payment: SessionType['payment']) {
  const { client } = useTexts();
  const { settings } = useSession();
  return (percent: number): string | null => {
    if (payment === 'free' || percent === 0) return null;
    if (payment === 'credits_only') return client.panel.oneCredit;
    return client.panel.ofPrice(percentText(percent / 100, settings.locale));
  };
}

const freeUntil = ({ cancel_notice_minutes: minutes }: BookingTerms, startsAt: string) =>
  new Date(Date.parse(startsAt) - minutes * 60_000);
