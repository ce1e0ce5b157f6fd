import type { Hours } from '@vibe-coaching/client';
import { useTexts } from '../../texts/texts.js';
import { Button } from '../../ui/button.js';
import { TextField } from '../../ui/field.js';

interface RangesFieldProps {
  /** Whose hours these are, for screen readers. */
  readonly name: string;
  readonly ranges: readonly Hours[];
  readonly onRanges: (ranges: Hours[]) => void;
}

const MOST = 10;
/** Fields for a time know no 24:00. */
const shown = (end: string) => (end === '24:00' ? '00:00' : end);
const kept = (end: string) => (end === '00:00' ? '24:00' : end);

/** The hours of one day: any number of ranges. */
export function RangesField({ name, ranges, onRanges }: RangesFieldProps) {
  const { coach } = useTexts();
  const change = (at: number, part: Partial<Hours>) =>
    onRanges(ranges.map((range, index) => (index === at ? { ...range, ...part } : range)));
  const last = ranges.at(-1);
  return (
    <div class="ranges" role="group" aria-label={name}>
      {ranges.map(({ start, end }, index) => (
        <div key={index} class="range">
          <TextField
            type="time"
            label={coach.hours.from}
            required
            value={start}
            onValue={(value) => change(index, { start: value })}
          />
          <TextField
            type="time"
            label={coach.hours.to}
            required
            value={shown(end)}
            onValue={(value) => change(index, { end: kept(value) })}
          />
          <Button
            look="quiet"
            label={coach.hours.removeRange(name, `${start}–${end}`)}
            onClick={() => onRanges(ranges.filter((_, other) => other !== index))}
          >
            ×
          </Button>
        </div>
      ))}
      {ranges.length === 0 && <span class="muted">{coach.hours.closed}</span>}
      {ranges.length < MOST && (
        <Button
          look="quiet"
          label={coach.hours.addRangeTo(name)}
          onClick={() =>
            onRanges([
              ...ranges,
              last === undefined ? { start: '09:00', end: '17:00' } : { start: last.end, end: '24:00' },
            ])
          }
        >
          {coach.hours.addRange}
        </Button>
      )}
    </div>
  );
}
