import type { TimeOff } from '@vibe-coaching/client';
import { api } from '../../session/api.js';
import { useTexts } from '../../texts/texts.js';
import { dateText } from '../../time/times.js';
import { Button } from '../../ui/button.js';
import { Facts } from '../../ui/facts.js';
import { Refusal } from '../../ui/refusal.js';
import { useAction } from '../../ui/use-action.js';
import { When } from '../../ui/when.js';

interface TimeOffPanelProps {
  readonly off: TimeOff;
  readonly onRemoved: () => void;
  readonly onClose: () => void;
}

export function TimeOffPanel({ off, onRemoved, onClose }: TimeOffPanelProps) {
  const { coach } = useTexts();
  const action = useAction(async () => {
    await api.coachTimeOffRemove({ path: { id: off.id } });
    onClose();
    onRemoved();
  });
  return (
    <>
      <Facts
        of={[
          [coach.booking.when, <TimeOffSpan off={off} />],
          [coach.booking.note, off.note],
        ]}
      />
      <Refusal error={action.error} />
      <div>
        <Button look="bad" isBusy={action.isBusy} onClick={() => void action.run()}>
          {coach.week.removeOff}
        </Button>
      </div>
    </>
  );
}

/** Whole days as days, else the moments. */
export function TimeOffSpan({ off: { from, to, starts_at, ends_at } }: { readonly off: TimeOff }) {
  const { words } = useTexts();
  if (from === null || to === null)
    return (
      <>
        <When at={starts_at} /> – <When at={ends_at} />
      </>
    );
  return <>{from === to ? dateText(from, words) : `${dateText(from, words)} – ${dateText(to, words)}`}</>;
}
