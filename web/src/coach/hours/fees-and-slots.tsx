import type { Policy } from '@vibe-coaching/client';
import { useState } from 'preact/hooks';
import { api } from '../../session/api.js';
import { useTexts } from '../../texts/texts.js';
import { Card } from '../../ui/card.js';
import { NumberField } from '../../ui/number-field.js';
import { Form } from '../../ui/form.js';
import { Notice } from '../../ui/notice.js';
import { faultOf } from '../../ui/refusal.js';
import { useAction } from '../../ui/use-action.js';

const FEES = ['cancel_notice_minutes', 'late_cancellation_percent', 'no_show_percent'] as const;

/** What it costs a client to cancel late or not to come. */
export function Fees({ policy }: { readonly policy: Policy }) {
  const { coach, shell } = useTexts();
  const [values, setValues] = useState<Policy>(policy);
  const [isSaved, setSaved] = useState(false);
  const save = useAction(async () => {
    setSaved(false);
    setValues(await api.policyChange({ body: values }));
    setSaved(true);
  });
  return (
    <Card title={coach.hours.fees}>
      <p class="muted">{coach.hours.feesHint}</p>
      <Form action={save} button={shell.save}>
        <div class="columns">
          {FEES.map((name) => (
            <NumberField
              key={name}
              min={0}
              label={coach.hours.numbers[name]}
              fault={faultOf(save.error, name)}
              required
              value={String(values[name])}
              onValue={(value) => setValues({ ...values, [name]: Number(value) })}
            />
          ))}
        </div>
        {isSaved && <Notice tone="good">{shell.saved}</Notice>}
      </Form>
    </Card>
  );
}

export function Slots({ total }: { readonly total: number }) {
  const { coach, shell } = useTexts();
  const [slots, setSlots] = useState(String(total));
  const [isSaved, setSaved] = useState(false);
  const save = useAction(async () => {
    setSaved(false);
    await api.coachSlotsChange({ body: { total_slots: Number(slots) } });
    setSaved(true);
  });
  return (
    <Card title={coach.hours.slots}>
      <Form action={save} button={shell.save}>
        <NumberField
          min={1}
          max={500}
          label={coach.hours.slotCount}
          hint={coach.hours.slotsHint}
          fault={faultOf(save.error, 'total_slots')}
          required
          value={slots}
          onValue={setSlots}
        />
        {isSaved && <Notice tone="good">{shell.saved}</Notice>}
      </Form>
    </Card>
  );
}
