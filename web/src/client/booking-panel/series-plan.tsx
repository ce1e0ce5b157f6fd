import type { PlannedSeries } from '@vibe-coaching/client';
import { useTexts } from '../../texts/texts.js';
import { Badge } from '../../ui/badge.js';
import { Notice } from '../../ui/notice.js';
import { When } from '../../ui/when.js';
import './series-plan.css';

/** Each session of a series: whether it is free, and if not, why. */
export function SeriesPlan({ plan: { occurrences } }: { readonly plan: PlannedSeries }) {
  const { client } = useTexts();
  const texts = client.panel;
  const taken = occurrences.filter(({ verdict }) => verdict !== 'free').length;
  return (
    <div class="stack tight">
      {taken > 0 && <Notice tone="wait">{texts.conflicts(taken)}</Notice>}
      <ol class="series-plan" aria-label={texts.plan}>
        {occurrences.map(({ starts_at: at, verdict }, index) => (
          <li key={index} class="row spread">
            {at === null ? <span>–</span> : <When at={at} />}
            <Badge tone={verdict === 'free' ? 'good' : 'bad'}>{client.verdicts[verdict]}</Badge>
          </li>
        ))}
      </ol>
    </div>
  );
}
