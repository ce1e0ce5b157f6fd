import type { Pack, SessionType } from '@vibe-coaching/client';
import { useState } from 'preact/hooks';
import { api } from '../../session/api.js';
import { useTexts } from '../../texts/texts.js';
import { CheckField } from '../../ui/check-field.js';
import { TextField } from '../../ui/field.js';
import { NumberField } from '../../ui/number-field.js';
import { Form } from '../../ui/form.js';
import { faultOf } from '../../ui/refusal.js';
import { useAction } from '../../ui/use-action.js';
import { PriceFields, priceOf, writtenPrice } from './price-fields.js';

interface PackFormProps {
  /** Null: a new one. */
  readonly pack: Pack | null;
  readonly types: readonly SessionType[];
  readonly onSaved: () => void;
}

export function PackForm({ pack, types, onSaved }: PackFormProps) {
  const { coach, shell } = useTexts();
  const [name, setName] = useState(pack?.name ?? '');
  const [sessions, setSessions] = useState(String(pack?.sessions ?? 10));
  const [days, setDays] = useState(String(pack?.valid_days ?? ''));
  const [price, setPrice] = useState(writtenPrice(pack?.price ?? null));
  const [only, setOnly] = useState<readonly number[]>(pack?.session_type_ids ?? []);
  const [isActive, setActive] = useState(pack?.is_active ?? true);
  const save = useAction(async () => {
    const body = {
      ...{ name, sessions: Number(sessions), is_active: isActive },
      price: priceOf(price) ?? { amount_minor: 0, currency: price.currency },
      valid_days: days === '' ? null : Number(days),
      session_type_ids: only.length === 0 ? null : [...only],
    };
    await (pack === null ? api.coachPacksCreate({ body }) : api.coachPacksChange({ path: { id: pack.id }, body }));
    onSaved();
  });
  return (
    <Form action={save} button={shell.save}>
      <TextField
        label={coach.offers.name}
        fault={faultOf(save.error, 'name')}
        required
        maxLength={120}
        value={name}
        onValue={setName}
      />
      <div class="pairs">
        <NumberField
          label={coach.offers.sessionCount}
          fault={faultOf(save.error, 'sessions')}
          required
          min={1}
          max={200}
          value={sessions}
          onValue={setSessions}
        />
        <NumberField
          label={coach.offers.validDays}
          hint={coach.offers.validDaysHint}
          fault={faultOf(save.error, 'valid_days')}
          min={1}
          max={3650}
          value={days}
          onValue={setDays}
        />
      </div>
      <PriceFields price={price} error={save.error} onPrice={setPrice} />
      <fieldset>
        <legend>{coach.offers.paysFor}</legend>
        <p class="muted small">{coach.offers.paysForHint}</p>
        {types.map(({ id, name: type }) => (
          <CheckField
            key={id}
            label={type}
            checked={only.includes(id)}
            onValue={(isChosen) => setOnly(isChosen ? [...only, id] : only.filter((other) => other !== id))}
          />
        ))}
      </fieldset>
      <CheckField label={coach.offers.isActivePack} checked={isActive} onValue={setActive} />
    </Form>
  );
}
