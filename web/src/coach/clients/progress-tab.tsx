import type { ClientProgress } from '@vibe-coaching/client';
import { BarPlot } from '../../plots/bar-plot.js';
import { LinePlot } from '../../plots/line-plot.js';
import { api } from '../../session/api.js';
import { useTexts } from '../../texts/texts.js';
import { Card } from '../../ui/card.js';
import { Facts } from '../../ui/facts.js';
import { useLoad } from '../../ui/use-load.js';
import { Shared } from './shared.js';

const mondays = (weeks: ClientProgress['weeks']) => weeks.map(({ week_start: day }) => day);

/** What a client's logs add up to, over the last twelve weeks. */
export function ProgressTab({ clientId }: { readonly clientId: number }) {
  const { coach } = useTexts();
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
            <BarPlot
              title={texts.byWeek(texts.lifted)}
              days={mondays(weeks)}
              series={[{ name: texts.lifted, values: weeks.map((week) => week.weight_lifted) }]}
              unit="kg"
            />
            <BarPlot
              title={texts.byWeek(texts.workouts)}
              days={mondays(weeks)}
              series={[{ name: texts.workouts, values: weeks.map((week) => week.workout_sessions) }]}
            />
            <LinePlot
              title={texts.byWeek(texts.calories)}
              days={mondays(weeks)}
              series={[
                { name: texts.eaten, values: weeks.map((week) => week.calories) },
                { name: texts.target, values: weeks.map((week) => week.target_calories) },
              ]}
              unit="kcal"
              isFromZero
            />
          </>
        )}
      </Shared>
    </Card>
  );
}
