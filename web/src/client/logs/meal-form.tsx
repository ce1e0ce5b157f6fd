import type { DietLog, MealType } from '@vibe-coaching/client';
import { useState } from 'preact/hooks';
import { api } from '../../session/api.js';
import { useSession } from '../../session/session.js';
import { useTexts } from '../../texts/texts.js';
import { dayOf } from '../../time/times.js';
import { Dialog } from '../../ui/dialog.js';
import { SelectField, TextArea, TextField } from '../../ui/field.js';
import { NumberField } from '../../ui/number-field.js';
import { Form } from '../../ui/form.js';
import { faultOf } from '../../ui/refusal.js';
import { useAction } from '../../ui/use-action.js';
import { fieldOf, numberOf } from './numbers.js';

interface MealFormProps {
  /** Null: a new one. */
  readonly log: DietLog | null;
  readonly onSaved: () => void;
  readonly onClose: () => void;
}

const MEALS: readonly MealType[] = ['breakfast', 'lunch', 'dinner', 'snack'];

export function MealForm({ log, onSaved, onClose }: MealFormProps) {
  const { client, shell } = useTexts();
  const { zone } = useSession();
  const texts = client.logs;
  const [day, setDay] = useState(log?.meal_date ?? dayOf(new Date(), zone));
  const [meal, setMeal] = useState<MealType>(log?.meal_type ?? 'breakfast');
  const [food, setFood] = useState(log?.food_name ?? '');
  const [calories, setCalories] = useState(fieldOf(log?.calories));
  const [protein, setProtein] = useState(fieldOf(log?.protein_grams));
  const [carbs, setCarbs] = useState(fieldOf(log?.carbs_grams));
  const [fat, setFat] = useState(fieldOf(log?.fat_grams));
  const [notes, setNotes] = useState(log?.notes ?? '');
  const save = useAction(async () => {
    const body = {
      ...{ meal_date: day, meal_type: meal, food_name: food, notes: notes.trim() || null },
      ...{ calories: numberOf(calories), protein_grams: numberOf(protein) },
      ...{ carbs_grams: numberOf(carbs), fat_grams: numberOf(fat) },
    };
    if (log === null) await api.dietLogsCreate({ body });
    else await api.dietLogsChange({ path: { id: log.id }, body });
    onSaved();
    onClose();
  });
  const fault = (field: string) => faultOf(save.error, field);
  return (
    <Dialog title={log === null ? texts.addMeal : texts.changeMeal} onClose={onClose}>
      <Form action={save} button={shell.save}>
        <TextField
          label={texts.food}
          fault={fault('food_name')}
          required
          maxLength={255}
          value={food}
          onValue={setFood}
        />
        <div class="fields">
          <TextField label={texts.day} fault={fault('meal_date')} type="date" required value={day} onValue={setDay} />
          <SelectField
            label={texts.meal}
            value={meal}
            options={MEALS.map((type) => [type, texts.mealTypes[type]] as const)}
            onValue={setMeal}
          />
        </div>
        <div class="fields">
          <NumberField label={texts.calories} fault={fault('calories')} value={calories} onValue={setCalories} />
          <NumberField label={texts.protein} fault={fault('protein_grams')} value={protein} onValue={setProtein} />
          <NumberField label={texts.carbs} fault={fault('carbs_grams')} value={carbs} onValue={setCarbs} />
          <NumberField label={texts.fat} fault={fault('fat_grams')} value={fat} onValue={setFat} />
        </div>
        <TextArea label={texts.notes} fault={fault('notes')} maxLength={10_000} value={notes} onValue={setNotes} />
      </Form>
    </Dialog>
  );
}
