import type { WorkoutLog } from '@vibe-coaching/client';
import { useState } from 'preact/hooks';
import { api } from '../../session/api.js';
import { useSession } from '../../session/session.js';
import { useTexts } from '../../texts/texts.js';
import { dayOf } from '../../time/times.js';
import { Dialog } from '../../ui/dialog.js';
import { TextArea, TextField } from '../../ui/field.js';
import { NumberField } from '../../ui/number-field.js';
import { Form } from '../../ui/form.js';
import { faultOf } from '../../ui/refusal.js';
import { useAction } from '../../ui/use-action.js';
import { fieldOf, numberOf } from './numbers.js';

interface WorkoutFormProps {
  /** Null: a new one. */
  readonly log: WorkoutLog | null;
  readonly onSaved: () => void;
  readonly onClose: () => void;
}

export function WorkoutForm({ log, onSaved, onClose }: WorkoutFormProps) {
  const { client, shell } = useTexts();
  const { zone } = useSession();
  const texts = client.logs;
  const [day, setDay] = useState(log?.workout_date ?? dayOf(new Date(), zone));
  const [exercise, setExercise] = useState(log?.exercise_name ?? '');
  const [sets, setSets] = useState(fieldOf(log?.sets));
  const [reps, setReps] = useState(fieldOf(log?.reps));
  const [weight, setWeight] = useState(fieldOf(log?.weight));
  const [minutes, setMinutes] = useState(fieldOf(log?.duration_minutes));
  const [notes, setNotes] = useState(log?.notes ?? '');
  const save = useAction(async () => {
    const body = {
      ...{ workout_date: day, exercise_name: exercise, notes: notes.trim() || null },
      ...{ sets: numberOf(sets), reps: numberOf(reps), weight: numberOf(weight), duration_minutes: numberOf(minutes) },
    };
    if (log === null) await api.workoutLogsCreate({ body });
    else await api.workoutLogsChange({ path: { id: log.id }, body });
    onSaved();
    onClose();
  });
  const fault = (field: string) => faultOf(save.error, field);
  return (
    <Dialog title={log === null ? texts.addWorkout : texts.changeWorkout} onClose={onClose}>
      <Form action={save} button={shell.save}>
        <TextField
          label={texts.exercise}
          fault={fault('exercise_name')}
          required
          maxLength={255}
          value={exercise}
          onValue={setExercise}
        />
        <TextField label={texts.day} fault={fault('workout_date')} type="date" required value={day} onValue={setDay} />
        <div class="fields">
          <NumberField label={texts.sets} fault={fault('sets')} value={sets} onValue={setSets} />
          <NumberField label={texts.reps} fault={fault('reps')} value={reps} onValue={setReps} />
          <NumberField label={texts.weight} fault={fault('weight')} value={weight} onValue={setWeight} />
          <NumberField label={texts.duration} fault={fault('duration_minutes')} value={minutes} onValue={setMinutes} />
        </div>
        <TextArea label={texts.notes} fault={fault('notes')} maxLength={10_000} value={notes} onValue={setNotes} />
      </Form>
    </Dialog>
  );
}
