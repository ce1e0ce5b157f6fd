import type { CoachSort } from '@vibe-coaching/client';
import { api } from '../../session/api.js';
import { useTexts } from '../../texts/texts.js';
import { Loaded } from '../../ui/loaded.js';
import { More } from '../../ui/more.js';
import { Page } from '../../ui/page.js';
import { useList } from '../../ui/use-list.js';
import { useQuery } from '../../ui/use-query.js';
import { CoachCard } from './coach-card.js';
import { CoachFilters } from './coach-filters.js';
import './coaches-page.css';

/** Where clients begin: they look for a coach. */
export default function CoachesPage() {
  const { client } = useTexts();
  const texts = client.coaches;
  const [{ q, min, sort = 'name', free }, change] = useQuery();
  const coaches = useList(
    (cursor, signal) =>
      api.bookingsListCoaches.page({
        query: {
          limit: 12,
          sort: sort as CoachSort,
          ...(q && { q }),
          ...(min && { min_rating: Number(min) }),
          ...(free && { available: true }),
          ...(cursor && { cursor }),
        },
        signal,
      }),
    [q, min, sort, free],
  );
  return (
    <Page title={texts.title} note={texts.note}>
      <CoachFilters filters={{ q: q ?? '', min: min ?? '', sort, free: free ?? '' }} onChange={change} />
      <Loaded of={coaches} empty={texts.empty}>
        {(found) => (
          <ul class="coaches">
            {found.map((coach) => (
              <li key={coach.coach_id}>
                <CoachCard coach={coach} />
              </li>
            ))}
          </ul>
        )}
      </Loaded>
      <More of={coaches} />
    </Page>
  );
}
