import { api } from '../../session/api.js';
import { href } from '../../shell/href.js';
import { useTexts } from '../../texts/texts.js';
import { Badge } from '../../ui/badge.js';
import { Card } from '../../ui/card.js';
import { Loaded } from '../../ui/loaded.js';
import { More } from '../../ui/more.js';
import { Page } from '../../ui/page.js';
import { useList } from '../../ui/use-list.js';
import '../coach.css';
import { WaitlistCard } from './waitlist-card.js';

/** Everybody with a confirmed or completed booking, and who waits for one. */
export default function ClientsPage() {
  const { coach, shell } = useTexts();
  const list = useList(
    (cursor, signal) => api.coachClientsList.page({ query: { limit: 50, ...(cursor && { cursor }) }, signal }),
    [],
  );
  return (
    <Page title={shell.pages.clients}>
      <Card title={coach.clients.yours}>
        <Loaded of={list} empty={coach.clients.none}>
          {(rows) => (
            <ul class="rows">
              {rows.map(({ id, full_name, is_blocked, target_goals }) => (
                <li key={id}>
                  <span class="row">
                    <a href={href(`/clients/${id}`)}>{full_name}</a>
                    {is_blocked && <Badge tone="bad">{coach.clients.blocked}</Badge>}
                  </span>
                  {target_goals && <span class="muted small">{target_goals}</span>}
                </li>
              ))}
            </ul>
          )}
        </Loaded>
        <More of={list} />
      </Card>
      <WaitlistCard />
    </Page>
  );
}
