import { BarPlot } from '../../plots/bar-plot.js';
import { LinePlot } from '../../plots/line-plot.js';
import { api } from '../../session/api.js';
import { useTexts } from '../../texts/texts.js';
import { Card } from '../../ui/card.js';
import { Loaded } from '../../ui/loaded.js';
import { useLoad } from '../../ui/use-load.js';

/** What was eaten each day, against the diet plan. */
export function CalorieCard({ days }: { readonly days: number }) {
  const { client } = useTexts();
  const texts = client.progress;
  const adherence = useLoad((signal) => api.clientProgressShowDietAdherence({ query: { days }, signal }), [days]);
  return (
    <Card title={texts.calories}>
      <Loaded of={adherence}>
        {({ labels, calories, protein, carbs, fat, targets }) => {
          if (labels.length === 0) return <p class="muted">{texts.noCalories}</p>;
          return (
            <>
              {targets.calories !== null && <p class="muted">{texts.target(targets.calories)}</p>}
              <BarPlot
                title={texts.calories}
                isTitleHidden
                days={labels}
                series={[{ name: client.logs.calories, values: calories }]}
                unit="kcal"
              />
              <LinePlot
                title={texts.nutrients}
                days={labels}
                series={[
                  { name: texts.protein, values: protein },
                  { name: texts.carbs, values: carbs },
                  { name: texts.fat, values: fat },
                ]}
                unit="g"
                isFromZero
              />
            </>
          );
        }}
      </Loaded>
    </Card>
  );
}
