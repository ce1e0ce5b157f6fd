import { useSession } from '../../session/session.js';
import { useTexts } from '../../texts/texts.js';
import { dateText, dayOf } from '../../time/times.js';
import { Loaded } from '../../ui/loaded.js';
import { Page } from '../../ui/page.js';
import { Tabs } from '../../ui/tabs.js';
import { useLoad } from '../../ui/use-load.js';
import { useQuery } from '../../ui/use-query.js';
import { CoachTable } from './coach-table.js';
import { GrowthPlot } from './growth-plot.js';
import { KeyFigures } from './key-figures.js';
import { periodOf } from './period.js';
import { readReports } from './read-overview.js';
import { RevenuePlot } from './revenue-plot.js';
import { SessionPlots } from './session-plots.js';
import { UtilisationMap } from './utilisation-map.js';

const CHOICES = ['7', '30', '90'] as const;

/** The platform in figures and plots. */
export default function OverviewPage() {
  const { admin, words } = useTexts();
  const { zone } = useSession();
  const [query, change] = useQuery();
  const choice = CHOICES.find((one) => one === query['days']) ?? '30';
  const period = periodOf(dayOf(new Date(), zone), Number(choice));
  const reports = useLoad((signal) => readReports(period, signal), [period.from, period.to]);
  return (
    <Page
      title={admin.overview.title}
      note={admin.overview.note(dateText(period.from, words), dateText(period.to, words))}
      actions={
        <Tabs
          label={admin.overview.period}
          value={choice}
          options={CHOICES.map((days) => [days, admin.overview.days(Number(days))] as const)}
          onValue={(days) => change({ days })}
        />
      }
    >
      <Loaded of={reports}>
        {(parts) => (
          <>
            <KeyFigures parts={parts} />
            <SessionPlots parts={parts} />
            <div class="columns">
              <GrowthPlot period={period} />
              <RevenuePlot period={period} />
            </div>
            <UtilisationMap parts={parts} period={period} />
            <CoachTable parts={parts} />
          </>
        )}
      </Loaded>
    </Page>
  );
}
