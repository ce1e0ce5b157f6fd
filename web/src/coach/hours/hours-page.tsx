import type { FunctionComponent } from 'preact';
import { useTexts } from '../../texts/texts.js';
import { Page } from '../../ui/page.js';
import { Tabs } from '../../ui/tabs.js';
import { useQuery } from '../../ui/use-query.js';
import { CalendarsTab } from './calendars-tab.js';
import { DatesTab } from './dates-tab.js';
import { RulesTab } from './rules-tab.js';
import { WeeklyTab } from './weekly-tab.js';

const TABS = { weekly: WeeklyTab, dates: DatesTab, rules: RulesTab, calendars: CalendarsTab } satisfies Record<
  string,
  FunctionComponent
>;
type Tab = keyof typeof TABS;

/** When a coach works, and how clients can book. */
export default function HoursPage() {
  const { coach, shell } = useTexts();
  const [query, change] = useQuery();
  const tab: Tab = query.tab !== undefined && query.tab in TABS ? (query.tab as Tab) : 'weekly';
  const Content = TABS[tab];
  return (
    <Page title={shell.pages.hours}>
      <Tabs
        label={shell.pages.hours}
        value={tab}
        options={[
          ['weekly', coach.hours.weekly],
          ['dates', coach.hours.dates],
          ['rules', coach.hours.rules],
          ['calendars', coach.hours.calendars],
        ]}
        onValue={(next) => change({ tab: next === 'weekly' ? '' : next })}
      />
      <Content />
    </Page>
  );
}
