import type { SessionType } from '@vibe-coaching/client';
import { useState } from 'preact/hooks';
import { api } from '../../session/api.js';
import { useTexts } from '../../texts/texts.js';
import { CheckField } from '../../ui/check-field.js';
import { SelectField, TextArea, TextField } from '../../ui/field.js';
import { NumberField } from '../../ui/number-field.js';
import { Form } from '../../ui/form.js';
import { faultOf } from '../../ui/refusal.js';
import { useAction } from '../../ui/use-action.js';
import { PriceFields, priceOf, writtenPrice } from './price-fields.js';

interface TypeFormProps {
  /** Null: a new one. */
  readonly type: SessionType | null;
  readonly onSaved: () => void;
}

const NUMBERS = ['minutes', 'capacity', 'buffer_before_minutes', 'buffer_after_minutes'] as const;
const LIMITS = {
  minutes: [5, 480],
  capacity: [1, 500],
  buffer_before_minutes: [0, 120],
  buffer_after_minutes: [0, 120],
};
const NEW = {
  ...{ name: '', description: null, minutes: 60, capacity: 1, buffer_before_minutes: 0, buffer_after_minutes: 0 },
  ...{ location: null, location_kind: 'in_person', price: null, payment: 'free', is_active: true },
} satisfies Partial<SessionType>;
const PLACES = ['in_person', 'video', 'phone'] as const;
const TERMS = ['at_session', 'to_book', 'credits_only'] as const;

export function TypeForm({ type, onSaved }: TypeFormProps) {
  const { coach, shell } = useTexts();
  const [values, setValues] = useState<Omit<SessionType, 'id' | 'coach_id' | 'position'>>(type ?? NEW);
  const [price, setPrice] = useState(writtenPrice(values.price));
  const change = (part: Partial<typeof values>) => setValues({ ...values, ...part });
  const save = useAction(async () => {
    const { name, description, minutes, capacity, location, location_kind, is_active } = values;
    const { buffer_before_minutes, buffer_after_minutes } = values;
    const paid = priceOf(price);
    const body = {
      ...{ name, minutes, capacity, location_kind, is_active, buffer_before_minutes, buffer_after_minutes },
      ...{ description: description || null, location: location || null, price: paid },
      payment: paid === null ? ('free' as const) : values.payment === 'free' ? TERMS[0] : values.payment,
    };
    await (type === null ? api.sessionTypesCreate({ body }) : api.sessionTypesChange({ path: { id: type.id }, body }));
    onSaved();
  });
  return (
    <Form action={save} button={shell.save}>
      <TextField
        label={coach.offers.name}
        fault={faultOf(save.error, 'name')}
        required
        maxLength={120}
        value={values.name}
        onValue={(name) => change({ name })}
      />
      <TextArea
        label={`${coach.offers.description} (${shell.optional})`}
        fault={faultOf(save.error, 'description')}
        maxLength={2000}
        value={values.description ?? ''}
        onValue={(description) => change({ description })}
      />
      <div class="pairs">
        {NUMBERS.map((name) => (
          <NumberField
            key={name}
            label={coach.offers.numbers[name]}
            fault={faultOf(save.error, name)}
            required
            min={LIMITS[name][0] ?? 0}
            max={LIMITS[name][1] ?? 0}
            value={String(values[name])}
            onValue={(value) => change({ [name]: Number(value) })}
          />
        ))}
        <SelectField
          label={coach.offers.kind}
          value={values.location_kind}
          options={PLACES.map((kind) => [kind, coach.offers.places[kind]])}
          onValue={(location_kind) => change({ location_kind })}
        />
        <TextField
          label={`${coach.booking.place} (${shell.optional})`}
          fault={faultOf(save.error, 'location')}
          maxLength={500}
          value={values.location ?? ''}
          onValue={(location) => change({ location })}
        />
      </div>
      <PriceFields isOptional price={price} error={save.error} onPrice={setPrice} />
      {price.amount !== '' && (
        <SelectField
          label={coach.offers.payment}
          hint={coach.offers.paymentHint}
          fault={faultOf(save.error, 'payment')}
          value={values.payment === 'free' ? TERMS[0] : values.payment}
          options={TERMS.map((terms) => [terms, coach.offers.terms[terms]])}
          onValue={(payment) => change({ payment })}
        />
      )}
      <CheckField
        label={coach.offers.isActive}
        checked={values.is_active}
        onValue={(is_active) => change({ is_active })}
      />
    </Form>
  );
}
