import type { PlanStatus } from '@vibe-coaching/client';
import { useState } from 'preact/hooks';
import { useSession } from '../../session/session.js';
import { useTexts } from '../../texts/texts.js';
import { dayOf } from '../../time/times.js';
import { SelectField, TextArea, TextField } from '../../ui/field.js';
import { NumberField } from '../../ui/number-field.js';
import { Form } from '../../ui/form.js';
import { faultOf } from '../../ui/refusal.js';
import { useAction } from '../../ui/use-action.js';
import type { AnyPlan } from './plans-card.js';

/** A plan as it is sent. */
export interface WrittenPlan {
  readonly name: string;
  readonly description: string | null;
  readonly start_date: string;
  readonly end_date: string | null;
  readonly status: PlanStatus;
  readonly target_calories?: number | null;
  readonly target_protein_grams?: number | null;
}

interface PlanFormProps {
  /** Null: a new one. */
  readonly plan: AnyPlan | null;
  readonly isDiet: boolean;
  readonly save: (plan: WrittenPlan) => Promise<unknown>;
  readonly onSaved: () => void;
}

const STATUSES = ['active', 'paused', 'completed', 'cancelled'] as const;
const TARGETS = ['target_calories', 'target_protein_grams'] as const;

export function PlanForm({ plan, isDiet, save, onSaved }: PlanFormProps) {
  const { coach, shell } = useTexts();
  const { zone } = useSession();
  const texts = coach.clients.plans;
  const diet = plan !== null && 'target_calories' in plan ? plan : null;
  const [written, setWritten] = useState<WrittenPlan>({
    name: plan?.name ?? '',
    description: plan?.description ?? null,
    start_date: plan?.start_date ?? dayOf(new Date(), zone),
    end_date: plan?.end_date ?? null,
    status: plan?.status ?? 'active',
    ...(isDiet && {
      target_calories: diet?.target_calories ?? null,
      target_protein_grams: diet?.target_protein_grams ?? null,
    }),
  });
  const change = (part: Partial<WrittenPlan>) => setWritten({ ...written, ...part });
  const action = useAction(async () => {
    await save(written);
    onSaved();
  });
  return (
    <Form action={action} button={shell.save}>
      <TextField
        label={coach.offers.name}
        fault={faultOf(action.error, 'name')}
        required
        maxLength={255}
        value={written.name}
        onValue={(name) => change({ name })}
      />
      <TextArea
        label={texts.content}
        fault={faultOf(action.error, 'description')}
        rows={6}
        maxLength={10_000}
        value={written.description ?? ''}
        onValue={(description) => change({ description: description || null })}
      />
      <div class="columns">
        <TextField
          type="date"
          label={coach.week.firstDay}
          fault={faultOf(action.error, 'start_date')}
          required
          value={written.start_date}
          onValue={(start_date) => change({ start_date })}
        />
        <TextField
          type="date"
          label={`${coach.week.lastDay} (${shell.optional})`}
          fault={faultOf(action.error, 'end_date')}
          value={written.end_date ?? ''}
          onValue={(end_date) => change({ end_date: end_date || null })}
        />
      </div>
      {isDiet &&
        TARGETS.map((name) => (
          <NumberField
            key={name}
            min={0}
            label={`${texts[name]} (${shell.optional})`}
            fault={faultOf(action.error, name)}
            value={String(written[name] ?? '')}
            onValue={(value) => change({ [name]: value === '' ? null : Number(value) })}
          />
        ))}
      {plan !== null && (
        <SelectField
          label={coach.booking.status}
          value={written.status}
          options={STATUSES.map((status) => [status, texts.statuses[status]])}
          onValue={(status) => change({ status })}
        />
      )}
      <p class="muted small">{texts.seen}</p>
    </Form>
  );
}
