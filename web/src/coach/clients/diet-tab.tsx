import { api } from '../../session/api.js';
import { useTexts } from '../../texts/texts.js';
import { dateText } from '../../time/times.js';
import { Card } from '../../ui/card.js';
import { DataTable } from '../../ui/data-table.js';
import { More } from '../../ui/more.js';
import { useList } from '../../ui/use-list.js';
import { DIET_PLANS, PlansCard } from './plans-card.js';
import { Shared } from './shared.js';

/** The meals that a client wrote down, and the plans for them. */
export function DietTab({ clientId }: { readonly clientId: number }) {
  const { coach, words } = useTexts();
  const texts = coach.clients.logs;
  const list = useList(
    (cursor, signal) =>
      api.coachClientsListMeals.page({
        path: { client_id: clientId },
        query: { limit: 20, ...(cursor && { cursor }) },
        signal,
      }),
    [clientId],
  );
  return (
    <>
      <PlansCard clientId={clientId} kind={DIET_PLANS} title={coach.clients.plans.diet} />
      <Card title={texts.meals}>
        <Shared of={list} empty={texts.noMeals}>
          {(rows) => (
            <DataTable
              title={texts.meals}
              isTitleHidden
              rows={rows}
              keyOf={({ id }) => id}
              columns={[
                { title: coach.booking.day, cell: ({ meal_date: day }) => dateText(day, words) },
                { title: texts.meal, cell: ({ meal_type: meal }) => texts.mealTypes[meal] },
                { title: texts.food, cell: ({ food_name: name }) => name },
                { title: texts.calories, isNumber: true, cell: ({ calories }) => calories },
                { title: texts.protein, isNumber: true, cell: ({ protein_grams: grams }) => grams },
              ]}
            />
          )}
        </Shared>
        <More of={list} />
      </Card>
    </>
  );
}
