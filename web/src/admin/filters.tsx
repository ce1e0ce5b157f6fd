import { useState } from 'preact/hooks';
import { useTexts } from '../texts/texts.js';
import { Button } from '../ui/button.js';
import { TextField } from '../ui/field.js';
import { Form } from '../ui/form.js';
import { NumberField } from '../ui/number-field.js';
import { useAction } from '../ui/use-action.js';
import { useQuery } from '../ui/use-query.js';

interface FiltersProps {
  /** What a list can be narrowed down by: the number of somebody, or a day. */
  readonly of: readonly (readonly [name: string, label: string, type: 'number' | 'date'])[];
}

/** Fields whose values are kept in the address; they work when the button is pressed. */
export function Filters({ of }: FiltersProps) {
  const { filters } = useTexts().admin;
  const [query, change] = useQuery();
  const [chosen, setChosen] = useState<Readonly<Record<string, string | undefined>>>(query);
  const choose = (textOf: (name: string) => string) => {
    const next = Object.fromEntries(of.map(([name]) => [name, textOf(name)]));
    setChosen(next);
    change(next);
  };
  const show = useAction(() => {
    choose((name) => chosen[name] ?? '');
    return Promise.resolve();
  });
  return (
    <Form
      action={show}
      button={filters.show}
      others={<Button onClick={() => choose(() => '')}>{filters.reset}</Button>}
    >
      <div class="columns">
        {of.map(([name, label, type]) => {
          const field = {
            label,
            value: chosen[name] ?? '',
            onValue: (value: string) => setChosen({ ...chosen, [name]: value }),
          };
          return type === 'number' ? (
            <NumberField key={name} {...field} min={1} />
          ) : (
            <TextField key={name} {...field} type={type} />
          );
        })}
      </div>
    </Form>
  );
}

/** Days of UTC, as the server counts them: both are included. */
export const momentsOf = (from: string | undefined, to: string | undefined) => ({
  ...(from && { from: `${from}T00:00:00Z` }),
  ...(to && { to: `${to}T23:59:59.999Z` }),
});
