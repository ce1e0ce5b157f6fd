import { api } from '../../session/api.js';
import { href } from '../../shell/href.js';
import { useTexts } from '../../texts/texts.js';
import { Card } from '../../ui/card.js';
import { More } from '../../ui/more.js';
import { useList } from '../../ui/use-list.js';
import { When } from '../../ui/when.js';
import '../coach/offers.css';
import { ruleText } from './rule-text.js';

/** The series of a client; nothing without one. */
export function SeriesCards() {
  const { client, words } = useTexts();
  const series = useList(
    (cursor, signal) => api.seriesList.page({ query: { limit: 10, ...(cursor && { cursor }) }, signal }),
    [],
  );
  if (series.value === undefined || series.value.length === 0) return null;
  return (
    <Card title={client.series.list}>
      <ul class="offers">
        {series.value.map((one) => (
          <li key={one.id}>
            <div class="stack tight">
              <h3>
                <a href={href(`/bookings/series/${one.id}`)}>
                  {words.with(one.session_type_name ?? words.session, one.coach_name)}
                </a>
              </h3>
              <p class="small muted">{ruleText(one.rule, client.series, words)}</p>
            </div>
            {one.next_starts_at !== null && (
              <p class="small">
                {client.series.next} <When at={one.next_starts_at} />
              </p>
            )}
          </li>
        ))}
      </ul>
      <More of={series} />
    </Card>
  );
}
