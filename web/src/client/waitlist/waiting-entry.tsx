import type { WaitlistEntry, WaitStatus } from '@vibe-coaching/client';
import { useLocation } from 'preact-iso';
import { useState } from 'preact/hooks';
import { api } from '../../session/api.js';
import { href } from '../../shell/href.js';
import { type Texts, useTexts } from '../../texts/texts.js';
import { dateText } from '../../time/times.js';
import { Badge } from '../../ui/badge.js';
import type { Tone } from '../../ui/tone.js';
import { Button } from '../../ui/button.js';
import { ConfirmDialog } from '../../ui/confirm-dialog.js';
import { Countdown } from '../../ui/countdown.js';
import { Refusal } from '../../ui/refusal.js';
import { useAction } from '../../ui/use-action.js';
import { When } from '../../ui/when.js';

interface WaitingEntryProps {
  readonly entry: WaitlistEntry;
  readonly onChanged: () => void;
}

const TONES: Readonly<Record<WaitStatus, Tone>> = {
  waiting: 'wait',
  offered: 'good',
  booked: 'info',
  left: 'quiet',
  expired: 'quiet',
};

/** What is waited for, the place in the queue, and an offer while it lasts. */
export function WaitingEntry({ entry, onChanged }: WaitingEntryProps) {
  const texts = useTexts();
  const own = texts.client.waitlist;
  const [isLeaving, setLeaving] = useState(false);
  const name = own.with(own.kinds[entry.kind], entry.coach_name);
  return (
    <>
      <div class="stack tight">
        <h3>
          <a href={href(`/coaches/${entry.coach_id}`)}>{name}</a>
        </h3>
        {entry.kind === 'time' && <p class="small muted">{spanText(entry, texts)}</p>}
        {entry.position !== null && <p class="small">{own.position(entry.position)}</p>}
        {entry.skipped_for !== null && (
          <p class="small muted" lang="en">
            {entry.skipped_for.detail}
          </p>
        )}
        {entry.offer !== null && <Offer entry={entry} name={name} onChanged={onChanged} />}
      </div>
      <div class="row">
        <Badge tone={TONES[entry.status]}>{own.statuses[entry.status]}</Badge>
        {entry.status === 'waiting' && (
          <Button label={own.leaveOne(name)} onClick={() => setLeaving(true)}>
            {own.leave}
          </Button>
        )}
      </div>
      {isLeaving && (
        <ConfirmDialog
          title={own.leaveOne(name)}
          button={own.leave}
          run={async () => {
            await api.waitlistLeave({ path: { id: entry.id } });
            onChanged();
          }}
          onClose={() => setLeaving(false)}
        >
          <p>{own.leaveHint}</p>
        </ConfirmDialog>
      )}
    </>
  );
}

function Offer({ entry: { id, offer }, name, onChanged }: WaitingEntryProps & { readonly name: string }) {
  const { client, words } = useTexts();
  const { route } = useLocation();
  const texts = client.waitlist;
  const accept = useAction(async () => {
    const booking = await api.waitlistAccept({ path: { id } });
    route(href(`/bookings/${booking.id}?booked=yes`));
  });
  const decline = useAction(async () => {
    await api.waitlistDecline({ path: { id } });
    onChanged();
  });
  if (offer === null) return null;
  return (
    <>
      <p>
        {texts.offered}{' '}
        {offer.scheduled_at !== null ? (
          <When at={offer.scheduled_at} />
        ) : (
          offer.slot_number !== null && words.slot(offer.slot_number)
        )}
      </p>
      <Countdown until={offer.expires_at} text={texts.left} over={texts.offerOver} onOver={onChanged} />
      <Refusal error={accept.error ?? decline.error} />
      <div class="row">
        <Button look="main" label={texts.acceptOne(name)} isBusy={accept.isBusy} onClick={() => void accept.run()}>
          {texts.accept}
        </Button>
        <Button label={texts.declineOne(name)} isBusy={decline.isBusy} onClick={() => void decline.run()}>
          {texts.decline}
        </Button>
      </div>
    </>
  );
}

/** `Mon 7 Dec 2026 – Sun 20 Dec 2026 · Mon, Wed · 09:00–12:00`. */
function spanText({ from, to, weekdays, earliest, latest }: WaitlistEntry, { client, words }: Texts): string {
  const days = [from, to].map((day) => (day === null ? '' : dateText(day, words))).join(' – ');
  const on = weekdays?.map((weekday) => words.weekdays[weekday % 7]).join(', ');
  const after = earliest === null ? null : client.waitlist.after(earliest.slice(0, 5));
  const before = latest === null ? null : client.waitlist.before(latest.slice(0, 5));
  return [days, on, after, before].filter(Boolean).join(' · ');
}
