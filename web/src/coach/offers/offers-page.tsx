import { useTexts } from '../../texts/texts.js';
import { Page } from '../../ui/page.js';
import { Tabs } from '../../ui/tabs.js';
import { useQuery } from '../../ui/use-query.js';
import { PacksTab } from './packs-tab.js';
import { TypesTab } from './types-tab.js';

/** What a coach offers: session types, and packs of sessions. */
export default function OffersPage() {
  const { coach, shell } = useTexts();
  const [query, change] = useQuery();
  const tab = query.tab === 'packs' ? 'packs' : 'types';
  return (
    <Page title={shell.pages['session-types']}>
      <Tabs
        label={shell.pages['session-types']}
        value={tab}
        options={[
          ['types', coach.offers.types],
          ['packs', coach.offers.packs],
        ]}
        onValue={(next) => change({ tab: next === 'packs' ? next : '' })}
      />
      {tab === 'packs' ? <PacksTab /> : <TypesTab />}
    </Page>
  );
}
