import type { AttendanceOutcome } from '@vibe-coaching/client';
import { useTexts } from '../texts/texts.js';
import { Button } from '../ui/button.js';

interface AttendanceButtonsProps {
  readonly outcome: AttendanceOutcome | null;
  readonly isBusy: boolean;
  /** Of whom, where several people are below each other. */
  readonly name?: string;
  readonly onMark: (outcome: AttendanceOutcome) => void;
}

const OUTCOMES = ['attended', 'client_no_show', 'coach_no_show'] as const;

/** Says who came; what was said can be corrected. */
export function AttendanceButtons({ outcome, isBusy, name, onMark }: AttendanceButtonsProps) {
  const { coach } = useTexts();
  const question = name === undefined ? coach.booking.whoCame : coach.booking.whoCameOf(name);
  return (
    <div class="stack tight" role="group" aria-label={question}>
      {name === undefined && <strong>{question}</strong>}
      <div class="row">
        {OUTCOMES.map((one) => (
          <Button
            key={one}
            pressed={one === outcome}
            isBusy={isBusy}
            {...(name !== undefined && { label: `${coach.booking.outcomes[one]}: ${name}` })}
            onClick={() => onMark(one)}
          >
            {one === outcome && '✓ '}
            {coach.booking.outcomes[one]}
          </Button>
        ))}
      </div>
    </div>
  );
}
