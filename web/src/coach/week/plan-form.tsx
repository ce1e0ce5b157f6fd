import type { SessionType } from '@vibe-coaching/client';
import { useState } from 'preact/hooks';
import { api } from '../../session/api.js';
import { useSession } from '../../session/session.js';
import { href } from '../../shell/href.js';
import { useTexts } from '../../texts/texts.js';
import { instantOf, minutesOfClock } from '../../time/times.js';
import { SelectField } from '../../ui/field.js';
import { NumberField } from '../../ui/number-field.js';
import { Form } from '../../ui/form.js';
import { Loaded } from '../../ui/loaded.js';
import { faultOf } from '../../ui/refusal.js';
import { useAction } from '../../ui/use-action.js';
import { useLoad } from '../../ui/use-load.js';
import { DayAndTime } from '../day-and-time.js';
import { all } from '../read-all.js';
import { clockOfWanted } from './book-form.js';
import type { NewFormProps } from './new-entry-dialog.js';

/** Plans a group session. */
export function PlanForm(props: NewFormProps) {
  const { coach } = useTexts();
  const types = useLoad(
    async (signal) =>
      (await all(api.sessionTypesList.each({ signal }))).filter(({ is_active, capacity }) => is_active && capacity > 1),
    [],
  );
  return (
    <Loaded
      of={types}
      empty={
        <>
          {coach.week.noGroupTypes} <a href={href('/session-types')}>{coach.week.toTypes}</a>
        </>
      }
    >
      {([first, ...others]) => first && <PlanFields {...props} types={[first, ...others]} />}
    </Loaded>
  );
}

function PlanFields({
  wanted,
  types,
  onMade,
}: NewFormProps & { readonly types: readonly [SessionType, ...SessionType[]] }) {
  const { coach, shell } = useTexts();
  const { zone } = useSession();
  const [type, setType] = useState(String(types[0].id));
  const [day, setDay] = useState(wanted.day);
  const [time, setTime] = useState(clockOfWanted(wanted));
  const chosen = types.find(({ id }) => String(id) === type) ?? types[0];
  const [capacity, setCapacity] = useState(String(chosen.capacity));
  const action = useAction(async () => {
    await api.coachGroupSessionsCreate({
      body: {
        session_type_id: chosen.id,
        starts_at: instantOf(day, minutesOfClock(time), zone).toISOString(),
        capacity: Number(capacity),
      },
    });
    onMade(day);
  });
  return (
    <Form action={action} button={coach.week.plan}>
      <SelectField
        label={coach.booking.what}
        value={type}
        options={types.map(({ id, name, minutes }) => [String(id), `${name} · ${shell.minutes(minutes)}`])}
        onValue={(id) => {
          setType(id);
          setCapacity(String(types.find((one) => String(one.id) === id)?.capacity ?? capacity));
        }}
      />
      <DayAndTime {...{ day, time, error: action.error }} field="starts_at" onDay={setDay} onTime={setTime} />
      <NumberField
        label={coach.week.seatsName}
        fault={faultOf(action.error, 'capacity')}
        required
        min={1}
        max={500}
        value={capacity}
        onValue={setCapacity}
      />
    </Form>
  );
}
