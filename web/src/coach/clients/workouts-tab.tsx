import { api } from '../../session/api.js';
import { useTexts } from '../../texts/texts.js';
import { dateText } from '../../time/times.js';
import { Card } from '../../ui/card.js';
import { DataTable } from '../../ui/data-table.js';
import { More } from '../../ui/more.js';
import { useList } from '../../ui/use-list.js';
import { PlansCard, WORKOUT_PLANS } from './plans-card.js';
import { Shared } from './shared.js';

/** The workouts that a client wrote down, and the plans for them. */
export function WorkoutsTab({ clientId }: { readonly clientId: number }) {
  const { coach, words } = useTexts();
  const texts = coach.clients.logs;
  const list = useList(
    (cursor, signal) =>
      api.coachClientsListWorkouts.page({
        path: { client_id: clientId },
        query: { limit: 20, ...(cursor && { cursor }) },
        signal,
      }),
    [clientId],
  );
  return (
    <>
      <PlansCard clientId={clientId} kind={WORKOUT_PLANS} title={coach.clients.plans.workout} />
      <Card title={texts.workouts}>
        <Shared of={list} empty={texts.noWorkouts}>
          {(rows) => (
            <DataTable
              title={texts.workouts}
              isTitleHidden
              rows={rows}
              keyOf={({ id }) => id}
              columns={[
                { title: coach.booking.day, cell: ({ workout_date: day }) => dateText(day, words) },
                { title: texts.exercise, cell: ({ exercise_name: name }) => name },
                { title: texts.sets, isNumber: true, cell: ({ sets }) => sets },
                { title: texts.reps, isNumber: true, cell: ({ reps }) => reps },
                { title: texts.weight, isNumber: true, cell: ({ weight }) => weight },
                { title: texts.minutes, isNumber: true, cell: ({ duration_minutes: minutes }) => minutes },
              ]}
            />
          )}
        </Shared>
        <More of={list} />
      </Card>
    </>
  );
}
