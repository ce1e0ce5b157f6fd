import { useState } from 'preact/hooks';
import { api } from '../../session/api.js';
import { useTexts } from '../../texts/texts.js';
import { Card } from '../../ui/card.js';
import { Day } from '../../ui/day.js';
import { DataTable } from '../../ui/data-table.js';
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
          const rows = shown.dates.map((day, index) => ({
            day,
            mean: shown.avg_weights[index],
            most: shown.max_weights[index],
          }));
          return (
            <>
              <SelectField
                label={texts.exercise}
                value={exercise}
                options={exercises.map((name) => [name, name] as const)}
                onValue={setWanted}
              />
              <DataTable
                title={exercise}
                isTitleHidden
                rows={rows.toReversed()}
                keyOf={({ day }) => day}
                columns={[
                  { title: client.logs.day, cell: ({ day }) => <Day of={day} /> },
                  { title: texts.mean, isNumber: true, cell: ({ mean }) => mean },
                  { title: texts.most, isNumber: true, cell: ({ most }) => most },
                ]}
              />
            </>
          );
        }}
      </Loaded>
    </Card>
  );
}
