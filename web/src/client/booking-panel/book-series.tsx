import type { HoldTime, PlannedSeries } from '@vibe-coaching/client';
import { useLocation } from 'preact-iso';
import { useState } from 'preact/hooks';
import { api } from '../../session/api.js';
import { href } from '../../shell/href.js';
import { useTexts } from '../../texts/texts.js';
import { SelectField } from '../../ui/field.js';
import { NumberField } from '../../ui/number-field.js';
import { Form } from '../../ui/form.js';
import { Loaded } from '../../ui/loaded.js';
import { faultOf } from '../../ui/refusal.js';
import { useAction } from '../../ui/use-action.js';
import { useLoad } from '../../ui/use-load.js';
import { SeriesPlan } from './series-plan.js';

interface BookSeriesProps {
  /** The first session. */
  readonly wanted: HoldTime;
  readonly onBooked: () => void;
}

/** The same time again and again: each session is looked at before any is booked. */
export function BookSeries({ wanted: { scheduled_at: startsAt, ...wanted }, onBooked }: BookSeriesProps) {
  const { client } = useTexts();
  const { route } = useLocation();
  const texts = client.panel;
  const [every, setEvery] = useState('1');
  const [count, setCount] = useState('4');
  const asked = { ...wanted, starts_at: startsAt, every_weeks: Number(every), count: clamped(count) };
  const plan = useLoad((signal) => api.seriesPreview({ body: asked, signal }), [every, clamped(count)]);
  const free = plan.value === undefined ? 0 : freeOf(plan.value);
  const book = useAction(async () => {
    const { id } = await api.seriesBook({ body: { ...asked, on_conflict: 'skip' } });
    onBooked();
    route(href(`/bookings/series/${id}?booked=yes`));
  });
  return (
    <Form action={book} button={free === asked.count ? texts.bookAll(free) : texts.bookFree(free)}>
      <div class="columns">
        <SelectField
          label={texts.every}
          value={every}
          onValue={setEvery}
          options={[1, 2, 3, 4].map((weeks) => [String(weeks), texts.weeks(weeks)] as const)}
        />
        <NumberField
          label={texts.count}
          fault={faultOf(book.error, 'count')}
          min={2}
          max={52}
          required
          value={count}
          onValue={setCount}
        />
      </div>
      <Loaded of={plan}>{(planned) => <SeriesPlan plan={planned} />}</Loaded>
    </Form>
  );
}

/** From 2 to 52, as the server takes them. */
const clamped = (count: string) => Math.min(52, Math.max(2, Math.trunc(Number(count)) || 2));

const freeOf = ({ occurrences }: PlannedSeries) => occurrences.filter(({ verdict }) => verdict === 'free').length;
