import { useState } from 'preact/hooks';
import { useTexts } from '../../texts/texts.js';
import { Button } from '../../ui/button.js';
import { Card } from '../../ui/card.js';
import { CheckField } from '../../ui/check-field.js';
import { SelectField, TextField } from '../../ui/field.js';
import './coach-filters.css';

interface Filters {
  readonly q: string;
  readonly min: string;
  readonly sort: string;
  readonly free: string;
}

interface CoachFiltersProps {
  readonly filters: Filters;
  readonly onChange: (changes: Partial<Record<keyof Filters, string>>) => void;
}

/** Words are looked for when the form is sent, everything else at once. */
export function CoachFilters({ filters, onChange }: CoachFiltersProps) {
  const { client, shell } = useTexts();
  const texts = client.coaches;
  const [words, setWords] = useState(filters.q);
  return (
    <Card>
      <form
        role="search"
        class="coach-filters"
        onSubmit={(event) => {
          event.preventDefault();
          onChange({ q: words.trim() });
        }}
      >
        <TextField type="search" label={texts.words} maxLength={200} value={words} onValue={setWords} />
        <SelectField
          label={texts.rating}
          value={filters.min}
          onValue={(min) => onChange({ min })}
          options={[['', texts.anyRating], ...['3', '4', '4.5'].map((least) => [least, texts.atLeast(least)] as const)]}
        />
        <SelectField
          label={texts.sort}
          hint={filters.sort === 'rating' ? texts.ratingHint : undefined}
          value={filters.sort}
          onValue={(sort) => onChange({ sort })}
          options={[
            ['name', texts.byName],
            ['rating', texts.byRating],
          ]}
        />
        <Button type="submit" look="main">
          {shell.search}
        </Button>
        <CheckField
          label={texts.onlyFree}
          checked={filters.free !== ''}
          onValue={(isOnly) => onChange({ free: isOnly ? 'yes' : '' })}
        />
      </form>
    </Card>
  );
}
