import type { ListedClient, SessionType } from '@vibe-coaching/client';
import { useState } from 'preact/hooks';
import { api } from '../../session/api.js';
import { useSession } from '../../session/session.js';
import { useTexts } from '../../texts/texts.js';
import { clockOf, instantOf, minutesOfClock } from '../../time/times.js';
import { SelectField, TextArea } from '../../ui/field.js';
import { Form } from '../../ui/form.js';
import { Loaded } from '../../ui/loaded.js';
import { faultOf } from '../../ui/refusal.js';
import { useAction } from '../../ui/use-action.js';
import { useLoad } from '../../ui/use-load.js';
import { DayAndTime } from '../day-and-time.js';
import { all } from '../read-all.js';
import type { NewFormProps, Wanted } from './new-entry-dialog.js';

export const clockOfWanted = ({ minutes }: Wanted) => clockOf(minutes ?? 9 * 60);

/** Books a session for a client: confirmed at once. */
export function BookForm(props: NewFormProps) {
  const { coach } = useTexts();
  const lists = useLoad(async (signal) => {
    const [clients, types] = await Promise.all([
      all(api.coachClientsList.each({ query: { limit: 500 }, signal })),
      all(api.sessionTypesList.each({ signal })),
    ]);
    return { clients, types: types.filter(({ is_active, capacity }) => is_active && capacity === 1) };
  }, []);
  return (
    <Loaded of={lists}>
      {({ clients, types }) =>
        clients.length === 0 ? (
          <p class="muted">{coach.week.noClients}</p>
        ) : (
          <BookFields {...props} clients={clients} types={types} />
        )
      }
    </Loaded>
  );
}

interface BookFieldsProps extends NewFormProps {
  readonly clients: readonly ListedClient[];
  readonly types: readonly SessionType[];
}

function BookFields({ wanted, clients, types, onMade }: BookFieldsProps) {
  const { coach, shell } = useTexts();
  const { zone } = useSession();
  const [client, setClient] = useState(String(clients[0]?.id ?? ''));
  const [type, setType] = useState(String(types[0]?.id ?? ''));
  const [day, setDay] = useState(wanted.day);
  const [time, setTime] = useState(clockOfWanted(wanted));
  const [notes, setNotes] = useState('');
  const action = useAction(async () => {
    await api.timesBookForClient({
      body: {
        client_id: Number(client),
        scheduled_at: instantOf(day, minutesOfClock(time), zone).toISOString(),
        ...(type && { session_type_id: Number(type) }),
        ...(notes && { notes }),
      },
    });
    onMade(day);
  });
  return (
    <Form action={action} button={coach.week.book}>
      <SelectField
        label={coach.booking.client}
        fault={faultOf(action.error, 'client_id')}
        value={client}
        options={clients.map(({ id, full_name }) => [String(id), full_name])}
        onValue={setClient}
      />
      {types.length > 0 && (
        <SelectField
          label={coach.booking.what}
          value={type}
          options={types.map(({ id, name, minutes }) => [String(id), `${name} · ${shell.minutes(minutes)}`])}
          onValue={setType}
        />
      )}
      <DayAndTime {...{ day, time, error: action.error }} onDay={setDay} onTime={setTime} />
      <TextArea label={`${coach.booking.note} (${shell.optional})`} maxLength={2000} value={notes} onValue={setNotes} />
    </Form>
  );
}
