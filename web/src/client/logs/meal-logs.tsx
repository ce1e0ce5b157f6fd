import type { DietLog } from '@vibe-coaching/client';
import { useState } from 'preact/hooks';
import { api } from '../../session/api.js';
import { useTexts } from '../../texts/texts.js';
import { dateText } from '../../time/times.js';
import { Button } from '../../ui/button.js';
import { Card } from '../../ui/card.js';
import { Day } from '../../ui/day.js';
import { DataTable } from '../../ui/data-table.js';
import { Loaded } from '../../ui/loaded.js';
import { More } from '../../ui/more.js';
import { useList } from '../../ui/use-list.js';
import { useNumber } from '../../ui/use-number.js';
import { MealForm } from './meal-form.js';
import { RowActions } from './row-actions.js';

export function MealLogs() {
  const { client, words, shell } = useTexts();
  const texts = client.logs;
  const number = useNumber();
  const [open, setOpen] = useState<DietLog | 'new' | null>(null);
  const logs = useList(
    (cursor, signal) => api.dietLogsList.page({ query: { limit: 30, ...(cursor && { cursor }) }, signal }),
    [],
  );
  return (
    <Card
      title={texts.meals}
      actions={
        <Button look="main" onClick={() => setOpen('new')}>
          {texts.addMeal}
        </Button>
      }
    >
      <Loaded of={logs} empty={texts.noMeals}>
        {(rows) => (
          <DataTable
            title={texts.meals}
            isTitleHidden
            rows={rows}
            keyOf={({ id }) => id}
            columns={[
              { title: texts.food, cell: ({ food_name: name }) => name },
              { title: texts.day, cell: ({ meal_date: day }) => <Day of={day} /> },
              { title: texts.meal, cell: ({ meal_type: type }) => texts.mealTypes[type] },
              { title: texts.calories, isNumber: true, cell: ({ calories }) => number(calories) },
              { title: texts.protein, isNumber: true, cell: ({ protein_grams: grams }) => number(grams) },
              { title: texts.carbs, isNumber: true, cell: ({ carbs_grams: grams }) => number(grams) },
              { title: texts.fat, isNumber: true, cell: ({ fat_grams: grams }) => number(grams) },
              {
                title: shell.edit,
                cell: (log) => (
                  <RowActions
                    name={`${log.food_name}, ${dateText(log.meal_date, words)}`}
                    onEdit={() => setOpen(log)}
                    remove={() => api.dietLogsRemove({ path: { id: log.id } })}
                    onRemoved={logs.reload}
                  />
                ),
              },
            ]}
          />
        )}
      </Loaded>
      <More of={logs} />
      {open !== null && (
        <MealForm log={open === 'new' ? null : open} onSaved={logs.reload} onClose={() => setOpen(null)} />
      )}
    </Card>
  );
}
