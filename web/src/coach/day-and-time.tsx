import { useTexts } from '../texts/texts.js';
import { TextField } from '../ui/field.js';
import { faultOf } from '../ui/refusal.js';

interface DayAndTimeProps {
  readonly day: string;
  readonly time: string;
  readonly error: unknown;
  /** What the API calls this moment. */
  readonly field?: string;
  readonly onDay: (day: string) => void;
  readonly onTime: (time: string) => void;
}

/** The fields for a moment, in the zone of the page. */
export function DayAndTime({ day, time, error, field = 'scheduled_at', onDay, onTime }: DayAndTimeProps) {
  const { coach } = useTexts();
  return (
    <div class="columns tight">
      <TextField
        type="date"
        label={coach.booking.day}
        required
        fault={faultOf(error, field)}
        value={day}
        onValue={onDay}
      />
      <TextField type="time" label={coach.booking.time} required value={time} onValue={onTime} />
    </div>
  );
}
