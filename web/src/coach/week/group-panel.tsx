import type { BookingWithDetails, CoachGroupSession } from '@vibe-coaching/client';
import { useState } from 'preact/hooks';
import { api } from '../../session/api.js';
import { useTexts } from '../../texts/texts.js';
import { StatusBadge } from '../../ui/badge.js';
import { Button } from '../../ui/button.js';
import { Facts } from '../../ui/facts.js';
import { NumberField } from '../../ui/number-field.js';
import { Form } from '../../ui/form.js';
import { faultOf, Refusal } from '../../ui/refusal.js';
import { useAction } from '../../ui/use-action.js';
import { When } from '../../ui/when.js';
import { AttendanceButtons } from '../attendance-buttons.js';
import { MoveForm } from '../move-form.js';
import './group-panel.css';

interface GroupPanelProps {
  readonly group: CoachGroupSession;
  /** Bookings of it that are not cancelled. */
  readonly seats: readonly BookingWithDetails[];
  readonly onChanged: () => void;
}

type Question = 'move' | 'cancel' | 'capacity';

/** A group session and those who take part. */
export function GroupPanel({ group, seats, onChanged }: GroupPanelProps) {
  const { coach, shell } = useTexts();
  const [asking, setAsking] = useState<Question | null>(null);
  const path = { id: group.id };
  const action = useAction(async (change: () => Promise<unknown>) => {
    await change();
    setAsking(null);
    onChanged();
  });
  const isAhead = new Date(group.starts_at) > new Date();
  const back = () => setAsking(null);
  return (
    <>
      <Facts
        of={[
          [coach.booking.when, <When at={group.starts_at} until={group.ends_at} />],
          [coach.week.seatsName, coach.week.ofSeats(group.seats_taken, group.capacity)],
          [coach.booking.place, group.location],
        ]}
      />
      {asking === 'move' && (
        <MoveForm
          at={new Date(group.starts_at)}
          move={(at) => api.coachGroupSessionsChange({ path, body: { starts_at: at.toISOString() } })}
          onMoved={() => {
            back();
            onChanged();
          }}
          onClose={back}
        />
      )}
      {asking === 'capacity' && <CapacityForm group={group} onChanged={onChanged} onClose={back} />}
      {asking === 'cancel' && (
        <div class="stack">
          <p>{coach.week.cancelGroupHint(seats.length)}</p>
          <div class="row">
            <Button
              look="bad"
              isBusy={action.isBusy}
              onClick={() => void action.run(() => api.coachGroupSessionsCancel({ path }))}
            >
              {coach.week.cancelGroup}
            </Button>
            <Button onClick={back}>{shell.back}</Button>
          </div>
        </div>
      )}
      {asking === null && isAhead && (
        <div class="row">
          {seats.some(({ status }) => status === 'pending') && (
            <Button
              look="main"
              isBusy={action.isBusy}
              onClick={() => void action.run(() => api.coachGroupSessionsConfirm({ path }))}
            >
              {coach.week.confirmAll}
            </Button>
          )}
          <Button onClick={() => setAsking('move')}>{coach.booking.move}</Button>
          <Button onClick={() => setAsking('capacity')}>{coach.week.changeCapacity}</Button>
          <Button look="bad" onClick={() => setAsking('cancel')}>
            {coach.week.cancelGroup}
          </Button>
        </div>
      )}
      <Refusal error={action.error} />
      <h3>{coach.week.takesPart}</h3>
      {seats.length === 0 && <p class="muted">{coach.week.nobody}</p>}
      <ul class="seats">
        {seats.map(({ id, client_name: name, status, attendance, actions }) => (
          <li key={id}>
            <span class="row spread">
              {name} <StatusBadge status={status} />
            </span>
            {actions.can_mark_attendance && (
              <AttendanceButtons
                outcome={attendance}
                isBusy={action.isBusy}
                name={name}
                onMark={(outcome) => void action.run(() => api.outcomesMark({ path: { id }, body: { outcome } }))}
              />
            )}
          </li>
        ))}
      </ul>
    </>
  );
}

interface CapacityFormProps {
  readonly group: CoachGroupSession;
  readonly onChanged: () => void;
  readonly onClose: () => void;
}

function CapacityForm({ group, onChanged, onClose }: CapacityFormProps) {
  const { coach, shell } = useTexts();
  const [capacity, setCapacity] = useState(String(group.capacity));
  const action = useAction(async () => {
    await api.coachGroupSessionsChange({ path: { id: group.id }, body: { capacity: Number(capacity) } });
    onClose();
    onChanged();
  });
  return (
    <Form action={action} button={shell.save} others={<Button onClick={onClose}>{shell.back}</Button>}>
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
