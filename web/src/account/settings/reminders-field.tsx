import { useTexts } from '../../texts/texts.js';
import { CheckField } from '../../ui/check-field.js';

interface RemindersFieldProps {
  /** How long before a session. */
  readonly minutes: readonly number[];
  readonly onMinutes: (minutes: number[]) => void;
}

const DAY = 1440;
const USUAL = [7 * DAY, 2 * DAY, DAY, 120, 60, 15];
const MOST = 5;

/** When a client is reminded of a session: the usual times to choose from, and others that are set already. */
export function RemindersField({ minutes, onMinutes }: RemindersFieldProps) {
  const { settings, words } = useTexts();
  const { preferences } = settings;
  const offered = [...new Set([...USUAL, ...minutes])].sort((one, other) => other - one);
  return (
    <fieldset>
      <legend>{preferences.reminders}</legend>
      {offered.map((before) => (
        <CheckField
          key={before}
          label={before % DAY === 0 ? preferences.daysBefore(before / DAY) : words.duration(before)}
          checked={minutes.includes(before)}
          disabled={minutes.length >= MOST && !minutes.includes(before)}
          onValue={(isOn) => onMinutes(isOn ? [...minutes, before] : minutes.filter((one) => one !== before))}
        />
      ))}
    </fieldset>
  );
}
