import type { CoachWithSlots, SessionType } from '@vibe-coaching/client';
import { useLocation } from 'preact-iso';
import { useState } from 'preact/hooks';
import { api } from '../../session/api.js';
import { href } from '../../shell/href.js';
import { useTexts } from '../../texts/texts.js';
import { addDays, browserZone, dayOf } from '../../time/times.js';
import { Dialog } from '../../ui/dialog.js';
import { TextField } from '../../ui/field.js';
import { Form } from '../../ui/form.js';
import { faultOf } from '../../ui/refusal.js';
import { useAction } from '../../ui/use-action.js';
import { Weekdays } from './weekdays.js';

interface WaitForTimeProps {
  readonly coach: CoachWithSlots;
  readonly type: SessionType | null;
  readonly onClose: () => void;
}

const ALL_WEEK = [1, 2, 3, 4, 5, 6, 7];

/** Joins the waitlist for a time: from which day to which, on which weekdays, and at what times. */
export function WaitForTime({ coach, type, onClose }: WaitForTimeProps) {
  const { client } = useTexts();
  const { route } = useLocation();
  const texts = client.coach.wait;
  const zone = coach.time_zone ?? browserZone();
  const today = dayOf(new Date(), zone);
  const [from, setFrom] = useState(today);
  const [to, setTo] = useState(addDays(today, 13));
  const [weekdays, setWeekdays] = useState<readonly number[]>(ALL_WEEK);
  const [earliest, setEarliest] = useState('');
  const [latest, setLatest] = useState('');
  const join = useAction(async () => {
    await api.waitlistJoin({
      body: {
        coach_id: coach.coach_id,
        from,
        to,
        ...(type && { session_type_id: type.id }),
        ...(weekdays.length < ALL_WEEK.length && { weekdays: [...weekdays] }),
        ...(earliest && { earliest }),
        ...(latest && { latest }),
      },
    });
    route(href('/waitlist'));
  });
  return (
    <Dialog title={texts.title} onClose={onClose}>
      <p>{texts.hint(coach.coach_name)}</p>
      <Form action={join} button={client.coach.joinWaitlist}>
        <div class="columns">
          <TextField label={texts.from} type="date" required min={today} value={from} onValue={setFrom} />
          <TextField
            label={texts.to}
            fault={faultOf(join.error, 'to')}
            type="date"
            required
            min={from}
            max={addDays(from || today, 61)}
            value={to}
            onValue={setTo}
          />
        </div>
        <Weekdays label={texts.weekdays} value={weekdays} onValue={setWeekdays} />
        <div class="columns">
          <TextField label={texts.earliest} type="time" value={earliest} onValue={setEarliest} />
          <TextField
            label={texts.latest}
            fault={faultOf(join.error, 'latest')}
            type="time"
            value={latest}
            onValue={setLatest}
          />
        </div>
        <p class="small muted">{texts.zone(zone)}</p>
      </Form>
    </Dialog>
  );
}
