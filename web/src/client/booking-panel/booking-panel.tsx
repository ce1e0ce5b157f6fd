import type { CoachWithSlots, FreeTime, SessionType } from '@vibe-coaching/client';
import { useState } from 'preact/hooks';
import { useSession } from '../../session/session.js';
import { useTexts } from '../../texts/texts.js';
import { showOtherTimes } from '../../time/times.js';
import { Button } from '../../ui/button.js';
import { Countdown } from '../../ui/countdown.js';
import { Dialog } from '../../ui/dialog.js';
import { Facts } from '../../ui/facts.js';
import { CheckField } from '../../ui/check-field.js';
import { Notice } from '../../ui/notice.js';
import { Refusal } from '../../ui/refusal.js';
import { When } from '../../ui/when.js';
import { priceText } from '../price.js';
import { BookOnce } from './book-once.js';
import { BookSeries } from './book-series.js';
import { Terms } from './terms.js';
import { useHold } from './use-hold.js';

interface BookingPanelProps {
  readonly coach: CoachWithSlots;
  readonly type: SessionType | null;
  readonly time: FreeTime;
  readonly onClose: () => void;
}

/** A time is held while the client decides: once or every week, with a note, and what it costs. */
export function BookingPanel({ coach, type, time, onClose }: BookingPanelProps) {
  const texts = useTexts();
  const { zone, settings } = useSession();
  const [isSeries, setSeries] = useState(false);
  const [isOver, setOver] = useState(false);
  const wanted = {
    coach_id: coach.coach_id,
    scheduled_at: time.starts_at,
    ...(type && { session_type_id: type.id }),
  };
  const kept = useHold(wanted);
  const { panel } = texts.client;
  const { labels } = texts.words;
  const isElsewhere = coach.time_zone !== null && showOtherTimes(new Date(time.starts_at), zone, coach.time_zone);
  return (
    <Dialog title={panel.title(coach.coach_name)} onClose={onClose}>
      <Facts
        of={[
          [labels.what, type?.name],
          [labels.when, <When key="when" at={time.starts_at} until={time.ends_at} />],
          [
            labels.whenForCoach.client,
            isElsewhere && <When key="there" at={time.starts_at} until={time.ends_at} zone={coach.time_zone ?? zone} />,
          ],
          [panel.price, type && priceText(type, texts, settings.locale)],
        ]}
      />
      <Terms coachId={coach.coach_id} type={type} startsAt={time.starts_at} />
      <Refusal error={kept.error} />
      {kept.hold && (
        <Notice tone={isOver ? 'wait' : 'info'}>
          <Countdown
            key={kept.hold.id}
            until={kept.hold.expires_at}
            text={panel.held}
            over={panel.holdOver}
            onOver={() => setOver(true)}
          />
        </Notice>
      )}
      {isOver ? (
        <div>
          <Button
            onClick={() => {
              setOver(false);
              kept.again();
            }}
          >
            {panel.holdAgain}
          </Button>
        </div>
      ) : (
        kept.hold && (
          <>
            <CheckField label={panel.repeat} hint={panel.repeatHint} checked={isSeries} onValue={setSeries} />
            {isSeries ? (
              <BookSeries wanted={wanted} onBooked={kept.use} />
            ) : (
              <BookOnce wanted={{ ...wanted, hold_id: kept.hold.id }} type={type} onBooked={kept.use} />
            )}
          </>
        )
      )}
    </Dialog>
  );
}
