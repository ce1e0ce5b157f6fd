import { api } from '../../session/api.js';
import { useTexts } from '../../texts/texts.js';
import { dateText } from '../../time/times.js';
import { Card } from '../../ui/card.js';
import { DataTable } from '../../ui/data-table.js';
import { Facts } from '../../ui/facts.js';
import { useLoad } from '../../ui/use-load.js';
import { Shared } from './shared.js';

/** What a client's logs add up to. */
export function ProgressTab({ clientId }: { readonly clientId: number }) {
  const { coach, words } = useTexts();
  const texts = coach.clients.progress;
  const progress = useLoad(
    (signal) => api.coachClientsShowProgress({ path: { client_id: clientId }, signal }),
    [clientId],
  );
  return (
    <Card title={coach.clients.tabs.progress}>
      <Shared of={progress}>
        {({ last_30_days: days, active_plans: plans, weeks }) => (
          <>
            <Facts
              of={[
                [texts.workouts30, String(days.workout_sessions)],
                [texts.meals30, String(days.diet_logs)],
                [texts.activePlans, String(plans.workout_plans + plans.diet_plans)],
              ]}
            />
            <DataTable
              title={texts.weeks}
              rows={weeks.toReversed()}
              keyOf={({ week_start: day }) => day}
              columns={[
                { title: texts.week, cell: ({ week_start: day }) => dateText(day, words) },
                { title: texts.workouts, isNumber: true, cell: (week) => week.workout_sessions },
                { title: texts.lifted, isNumber: true, cell: (week) => Math.round(week.weight_lifted) },
                { title: texts.calories, isNumber: true, cell: (week) => Math.round(week.calories) },
                {
                  title: texts.target,
                  isNumber: true,
                  cell: ({ target_calories: target }) => target !== null && Math.round(target),
                },
              ]}
            />
          </>
        )}
      </Shared>
    </Card>
  );
}
