import type { DietPlan, WorkoutPlan } from '@vibe-coaching/client';
import type { ComponentChildren } from 'preact';
import { api } from '../../session/api.js';
import { useTexts } from '../../texts/texts.js';
import { dateText, daysText } from '../../time/times.js';
import { Badge } from '../../ui/badge.js';
import { Card } from '../../ui/card.js';
import { Facts } from '../../ui/facts.js';
import { Loaded } from '../../ui/loaded.js';
import { More } from '../../ui/more.js';
import { useList } from '../../ui/use-list.js';
import { PlanDetails } from './plan-details.js';

/** Plans that coaches made for this client, to look at. */
export function Plans() {
  const { client } = useTexts();
  const texts = client.logs;
  const workouts = useList(
    (cursor, signal) =>
      api.clientPlansListWorkoutPlans.page({ query: { limit: 10, ...(cursor && { cursor }) }, signal }),
    [],
  );
  const diets = useList(
    (cursor, signal) => api.clientPlansListDietPlans.page({ query: { limit: 10, ...(cursor && { cursor }) }, signal }),
    [],
  );
  return (
    <>
      <Card title={texts.workoutPlans}>
        <Loaded of={workouts} empty={texts.noPlans}>
          {(plans) => plans.map((plan) => <OnePlan key={plan.id} plan={plan} details={plan.workout_details} />)}
        </Loaded>
        <More of={workouts} />
      </Card>
      <Card title={texts.dietPlans}>
        <Loaded of={diets} empty={texts.noPlans}>
          {(plans) =>
            plans.map((plan) => (
              <OnePlan key={plan.id} plan={plan} details={plan.meal_plan_details}>
                <Facts
                  of={[
                    [texts.calories, plan.target_calories],
                    [texts.protein, plan.target_protein_grams],
                    [texts.carbs, plan.target_carbs_grams],
                    [texts.fat, plan.target_fat_grams],
                  ]}
                />
              </OnePlan>
            ))
          }
        </Loaded>
        <More of={diets} />
      </Card>
    </>
  );
}

interface OnePlanProps {
  readonly plan: WorkoutPlan | DietPlan;
  readonly details: unknown;
  readonly children?: ComponentChildren;
}

function OnePlan({ plan, details, children }: OnePlanProps) {
  const { client, shell, words } = useTexts();
  const texts = client.logs;
  const { start_date: from, end_date: to } = plan;
  return (
    <article class="stack tight">
      <div class="row">
        <h3>{plan.name}</h3>
        <Badge tone={plan.status === 'active' ? 'good' : 'quiet'}>{texts.planStatuses[plan.status]}</Badge>
      </div>
      <p class="small muted">{to === null ? shell.from(dateText(from, words)) : daysText(from, to, words)}</p>
      {plan.description && <p>{plan.description}</p>}
      {children}
      {details !== null && (
        <details>
          <summary>{texts.details}</summary>
          <PlanDetails of={details} />
        </details>
      )}
    </article>
  );
}
