import { api } from '../../session/api.js';
import type { PageProps } from '../../route.js';
import { href } from '../../shell/href.js';
import { useTexts } from '../../texts/texts.js';
import { Badge } from '../../ui/badge.js';
import { Loaded } from '../../ui/loaded.js';
import { Page } from '../../ui/page.js';
import { Tabs } from '../../ui/tabs.js';
import { useLoad } from '../../ui/use-load.js';
import { useQuery } from '../../ui/use-query.js';
import '../coach.css';
import { BlockButton } from './block-button.js';
import { DietTab } from './diet-tab.js';
import { OverviewTab } from './overview-tab.js';
import { ProgressTab } from './progress-tab.js';
import { WorkoutsTab } from './workouts-tab.js';

const TABS = ['overview', 'workouts', 'diet', 'progress'] as const;

/** One client. What a client shares is read when its tab is opened, because the client sees who read it. */
export default function ClientPage({ params }: PageProps) {
  const { coach, shell } = useTexts();
  const [query, change] = useQuery();
  const id = Number(params.id);
  const tab = TABS.find((name) => name === query.tab) ?? 'overview';
  // The list says more than a single client: whether they are blocked, and what is not shared is null, not refused.
  const client = useLoad(
    async (signal) => {
      for await (const one of api.coachClientsList.each({ query: { limit: 500 }, signal }))
        if (one.id === id) return one;
      return null;
    },
    [id],
  );
  const found = client.value;
  return (
    <Page
      title={found?.full_name ?? shell.pages.clients}
      note={<a href={href('/clients')}>{coach.clients.toAll}</a>}
      actions={found && <BlockButton client={found} onChanged={client.reload} />}
    >
      <Loaded of={client}>
        {(one) =>
          one === null ? (
            <p class="muted">{coach.clients.notYours}</p>
          ) : (
            <>
              {one.is_blocked && (
                <div>
                  <Badge tone="bad">{coach.clients.blocked}</Badge>
                </div>
              )}
              <Tabs
                label={one.full_name}
                value={tab}
                options={TABS.map((name) => [name, coach.clients.tabs[name]])}
                onValue={(next) => change({ tab: next === 'overview' ? '' : next })}
              />
              {tab === 'overview' && <OverviewTab client={one} />}
              {tab === 'workouts' && <WorkoutsTab clientId={id} />}
              {tab === 'diet' && <DietTab clientId={id} />}
              {tab === 'progress' && <ProgressTab clientId={id} />}
            </>
          )
        }
      </Loaded>
    </Page>
  );
}
