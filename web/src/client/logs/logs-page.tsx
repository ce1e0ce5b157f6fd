import { useTexts } from '../../texts/texts.js';
import { Page } from '../../ui/page.js';
import { Tabs } from '../../ui/tabs.js';
import { useQuery } from '../../ui/use-query.js';
import { MealLogs } from './meal-logs.js';
import { Plans } from './plans.js';
import { WorkoutLogs } from './workout-logs.js';

/** What a client writes down, and the plans that their coaches made for them. */
export default function LogsPage() {
  const { client } = useTexts();
  const texts = client.logs;
  const [{ show }, change] = useQuery();
  const shown = show === 'meals' || show === 'plans' ? show : 'workouts';
  return (
    <Page title={texts.title}>
      <Tabs
        label={texts.title}
        value={shown}
        options={[
          ['workouts', texts.workouts],
          ['meals', texts.meals],
          ['plans', texts.plans],
        ]}
        onValue={(chosen) => change({ show: chosen === 'workouts' ? '' : chosen })}
      />
      {shown === 'workouts' && <WorkoutLogs />}
      {shown === 'meals' && <MealLogs />}
      {shown === 'plans' && <Plans />}
    </Page>
  );
}
