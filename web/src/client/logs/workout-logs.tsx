import type { WorkoutLog } from '@vibe-coaching/client';
import { useState } from 'preact/hooks';
import { api } from '../../session/api.js';
import { useTexts } from '../../texts/texts.js';
import { dateText } from '../../time/times.js';
import { Button } from '../../ui/button.js';
import { Card } from '../../ui/card.js';
import { Day } from '../../ui/day.js';
import { DataTable } from '../../ui/data-table.js';
import { Loaded } from '../../ui/loaded.js';
import { More } from '../../ui/more.js';
import { useList } from '../../ui/use-list.js';
import { useNumber } from '../../ui/use-number.js';
import { RowActions } from './row-actions.js';
import { WorkoutForm } from './workout-form.js';

export function WorkoutLogs() {
  const { client, words, shell } = useTexts();
  const texts = client.logs;
  const number = useNumber();
  const [open, setOpen] = useState<WorkoutLog | 'new' | null>(null);
  const logs = useList(
    (cursor, signal) => api.workoutLogsList.page({ query: { limit: 30, ...(cursor && { cursor }) }, signal }),
    [],
  );
  return (
    <Card
      title={texts.workouts}
      actions={
        <Button look="main" onClick={() => setOpen('new')}>
          {texts.addWorkout}
        </Button>
      }
    >
      <Loaded of={logs} empty={texts.noWorkouts}>
        {(rows) => (
          <DataTable
            title={texts.workouts}
            isTitleHidden
            rows={rows}
            keyOf={({ id }) => id}
            columns={[
              { title: texts.exercise, cell: ({ exercise_name: name }) => name },
              { title: texts.day, cell: ({ workout_date: day }) => <Day of={day} /> },
              { title: texts.sets, isNumber: true, cell: ({ sets }) => number(sets) },
              { title: texts.reps, isNumber: true, cell: ({ reps }) => number(reps) },
              { title: texts.weight, isNumber: true, cell: ({ weight }) => number(weight) },
              { title: texts.duration, isNumber: true, cell: ({ duration_minutes: minutes }) => number(minutes) },
              { title: texts.notes, cell: ({ notes }) => notes },
              {
                title: shell.edit,
                cell: (log) => (
                  <RowActions
                    name={`${log.exercise_name}, ${dateText(log.workout_date, words)}`}
                    onEdit={() => setOpen(log)}
                    remove={() => api.workoutLogsRemove({ path: { id: log.id } })}
                    onRemoved={logs.reload}
                  />
                ),
              },
            ]}
          />
        )}
      </Loaded>
      <More of={logs} />
      {open !== null && (
        <WorkoutForm log={open === 'new' ? null : open} onSaved={logs.reload} onClose={() => setOpen(null)} />
      )}
    </Card>
  );
}
