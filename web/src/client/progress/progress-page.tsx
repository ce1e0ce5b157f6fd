import { useTexts } from '../../texts/texts.js';
import { SelectField } from '../../ui/field.js';
import { Page } from '../../ui/page.js';
import { useQuery } from '../../ui/use-query.js';
import { CalorieCard } from './calorie-card.js';
import { WeightCard } from './weight-card.js';

const PERIODS = [30, 90, 365] as const;

/** What a client's logs add up to over days. */
export default function ProgressPage() {
  const { client } = useTexts();
  const [{ days: chosen }, change] = useQuery();
  const days = PERIODS.find((period) => String(period) === chosen) ?? 90;
  return (
    <Page
      title={client.progress.title}
      actions={
        <SelectField
          label={client.progress.days}
          value={String(days)}
          options={PERIODS.map((period) => [String(period), client.progress.lastDays(period)] as const)}
          onValue={(period) => change({ days: period })}
        />
      }
    >
      <WeightCard days={days} />
      <CalorieCard days={days} />
    </Page>
  );
}
