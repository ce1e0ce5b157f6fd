import { useState } from 'preact/hooks';
import { LinePlot } from '../../plots/line-plot.js';
import { api } from '../../session/api.js';
import { useTexts } from '../../texts/texts.js';
import { Card } from '../../ui/card.js';
import { SelectField } from '../../ui/field.js';
import { Loaded } from '../../ui/loaded.js';
import { useLoad } from '../../ui/use-load.js';

/** The weights of one exercise, day by day. */
export function WeightCard({ days }: { readonly days: number }) {
  const { client } = useTexts();
  const texts = client.progress;
  const [wanted, setWanted] = useState('');
  const volume = useLoad((signal) => api.clientProgressShowWorkoutVolume({ query: { days }, signal }), [days]);
  return (
    <Card title={texts.weights}>
      <Loaded of={volume}>
        {({ exercises, data }) => {
          const exercise = exercises.includes(wanted) ? wanted : exercises[0];
          const shown = exercise === undefined ? undefined : data[exercise];
          if (exercise === undefined || shown === undefined) return <p class="muted">{texts.noWeights}</p>;
          return (
            <>
              <SelectField
                label={texts.exercise}
                value={exercise}
                options={exercises.map((name) => [name, name] as const)}
                onValue={setWanted}
              />
              <LinePlot
                title={exercise}
                isTitleHidden
                days={shown.dates}
                series={[
                  { name: texts.mean, values: shown.avg_weights },
                  // With one set a day both lines would be the same.
                  ...(isSame(shown.avg_weights, shown.max_weights)
                    ? []
                    : [{ name: texts.most, values: shown.max_weights }]),
                ]}
                unit="kg"
              />
            </>
          );
        }}
      </Loaded>
    </Card>
  );
}

const isSame = (some: readonly number[], others: readonly number[]) =>
  some.every((one, index) => one === others[index]);
