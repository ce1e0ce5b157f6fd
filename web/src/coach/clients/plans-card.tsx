import type { DietPlan, WorkoutPlan } from '@vibe-coaching/client';
import { useState } from 'preact/hooks';
import { api } from '../../session/api.js';
import { useTexts } from '../../texts/texts.js';
import { dateText, daysText } from '../../time/times.js';
import { Badge } from '../../ui/badge.js';
import { Button } from '../../ui/button.js';
import { Card } from '../../ui/card.js';
import { Dialog } from '../../ui/dialog.js';
import { useLoad } from '../../ui/use-load.js';
import { all } from '../read-all.js';
import { RemoveButton } from '../remove-button.js';
import { PlanForm, type WrittenPlan } from './plan-form.js';
import { Shared } from './shared.js';

export type AnyPlan = WorkoutPlan | DietPlan;

/** What can be done with the plans of a kind. */
export interface PlanKind {
  readonly list: (clientId: number, signal: AbortSignal) => Promise<readonly AnyPlan[]>;
  readonly create: (clientId: number, plan: WrittenPlan) => Promise<unknown>;
  readonly change: (id: number, plan: WrittenPlan) => Promise<unknown>;
  readonly remove: (id: number) => Promise<unknown>;
}

export const WORKOUT_PLANS: PlanKind = {
  list: (client_id, signal) => all(api.coachWorkoutPlansList.each({ query: { client_id }, signal })),
  create: (user_id, { status: _, ...plan }) => api.coachWorkoutPlansCreate({ body: { user_id, ...plan } }),
  change: (id, plan) => api.coachWorkoutPlansChange({ path: { id }, body: plan }),
  remove: (id) => api.coachWorkoutPlansRemove({ path: { id } }),
};

export const DIET_PLANS: PlanKind = {
  list: (client_id, signal) => all(api.coachDietPlansList.each({ query: { client_id }, signal })),
  create: (user_id, { status: _, ...plan }) => api.coachDietPlansCreate({ body: { user_id, ...plan } }),
  change: (id, plan) => api.coachDietPlansChange({ path: { id }, body: plan }),
  remove: (id) => api.coachDietPlansRemove({ path: { id } }),
};

interface PlansCardProps {
  readonly clientId: number;
  readonly kind: PlanKind;
  readonly title: string;
}

/** The plans of one kind that a client has. */
export function PlansCard({ clientId, kind, title }: PlansCardProps) {
  const { coach, shell, words } = useTexts();
  const texts = coach.clients.plans;
  const spanOfDays = (from: string, to: string | null) =>
    to === null ? shell.from(dateText(from, words)) : daysText(from, to, words);
  const plans = useLoad((signal) => kind.list(clientId, signal), [clientId, kind]);
  const [editing, setEditing] = useState<AnyPlan | 'new' | null>(null);
  const close = () => setEditing(null);
  return (
    <Card
      title={title}
      actions={plans.value !== undefined && <Button onClick={() => setEditing('new')}>{texts.write}</Button>}
    >
      <Shared of={plans} empty={texts.none}>
        {(rows) => (
          <ul class="rows">
            {rows.map((plan) => (
              <li key={plan.id} class="row spread">
                <div>
                  <span class="row">
                    <strong>{plan.name}</strong>
                    <Badge tone={plan.status === 'active' ? 'good' : 'quiet'}>{texts.statuses[plan.status]}</Badge>
                  </span>
                  <span class="muted small">
                    {spanOfDays(plan.start_date, plan.end_date)}
                    {'target_calories' in plan && plan.target_calories !== null && ` · ${plan.target_calories} kcal`}
                  </span>
                  {plan.description && <p class="small breaks">{plan.description}</p>}
                </div>
                <span class="row">
                  <Button look="quiet" label={coach.editOf(plan.name)} onClick={() => setEditing(plan)}>
                    {shell.edit}
                  </Button>
                  <RemoveButton name={plan.name} remove={() => kind.remove(plan.id)} onRemoved={plans.reload} />
                </span>
              </li>
            ))}
          </ul>
        )}
      </Shared>
      {editing && (
        <Dialog title={editing === 'new' ? texts.write : editing.name} onClose={close}>
          <PlanForm
            plan={editing === 'new' ? null : editing}
            isDiet={kind === DIET_PLANS}
            save={(written) => (editing === 'new' ? kind.create(clientId, written) : kind.change(editing.id, written))}
            onSaved={() => {
              close();
              plans.reload();
            }}
          />
        </Dialog>
      )}
    </Card>
  );
}
