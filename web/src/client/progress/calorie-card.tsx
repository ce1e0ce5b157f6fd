import { api } from '../../session/api.js';
import { useTexts } from '../../texts/texts.js';
import { Card } from '../../ui/card.js';
import { Day } from '../../ui/day.js';
import { DataTable } from '../../ui/data-table.js';
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
          const rows = labels.map((day, index) => ({
            ...{ day, calories: calories[index], protein: protein[index], carbs: carbs[index], fat: fat[index] },
          }));
          return (
            <>
              {targets.calories !== null && <p class="muted">{texts.target(targets.calories)}</p>}
              <DataTable
                title={texts.calories}
                isTitleHidden
                rows={rows.toReversed()}
                keyOf={({ day }) => day}
                columns={[
                  { title: client.logs.day, cell: ({ day }) => <Day of={day} /> },
                  { title: client.logs.calories, isNumber: true, cell: (row) => row.calories },
                  { title: client.logs.protein, isNumber: true, cell: (row) => row.protein },
                  { title: client.logs.carbs, isNumber: true, cell: (row) => row.carbs },
                  { title: client.logs.fat, isNumber: true, cell: (row) => row.fat },
                ]}
              />
            </>
          );
        }}
      </Loaded>
    </Card>
  );
}
