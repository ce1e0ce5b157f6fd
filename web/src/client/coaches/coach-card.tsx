import type { CoachAvailability } from '@vibe-coaching/client';
import { href } from '../../shell/href.js';
import { useTexts } from '../../texts/texts.js';
import { Badge } from '../../ui/badge.js';
import { Card } from '../../ui/card.js';
import { Stars } from '../../ui/stars.js';
import { listed } from './listed.js';

/** A coach in the list: what a client chooses by. */
export function CoachCard({ coach }: { readonly coach: CoachAvailability }) {
  const { client } = useTexts();
  const texts = client.coaches;
  return (
    <Card title={<a href={href(`/coaches/${coach.coach_id}`)}>{coach.coach_name}</a>}>
      {coach.rating_average === null ? (
        <span class="small muted">{texts.noReviews}</span>
      ) : (
        <Stars rating={coach.rating_average} count={coach.rating_count} />
      )}
      {coach.specialties && <p>{coach.specialties}</p>}
      {coach.strengths && (
        <ul class="row" aria-label={texts.strengths}>
          {listed(coach.strengths).map((strength) => (
            <li key={strength}>
              <Badge tone="info">{strength}</Badge>
            </li>
          ))}
        </ul>
      )}
      {coach.experience && <p class="small muted">{texts.experience(coach.experience)}</p>}
    </Card>
  );
}
