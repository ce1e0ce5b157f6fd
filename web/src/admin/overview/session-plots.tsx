import type { AllCoachesReport, Figures } from '@vibe-coaching/client';
import { BarPlot } from '../../plots/bar-plot.js';
import { useTexts } from '../../texts/texts.js';
import { Card } from '../../ui/card.js';

/** Sessions of each day: which took place, and which were cancelled by whom. */
export function SessionPlots({ parts }: { readonly parts: readonly AllCoachesReport[] }) {
  const { overview } = useTexts().admin;
  const rows = parts.flatMap(({ by_day }) => by_day);
  const days = rows.map(({ day }) => day);
  const series = (name: string, count: (figures: Figures) => number) => ({
    name,
    values: rows.map(({ figures }) => count(figures)),
  });
  return (
    <div class="columns">
      <Card title={overview.byDay}>
        <BarPlot
          title={overview.byDay}
          isTitleHidden
          days={days}
          series={[
            series(overview.held, (one) => Math.max(0, one.sessions - one.client_no_shows - one.coach_no_shows)),
            series(overview.clientNoShow, (one) => one.client_no_shows),
            series(overview.coachNoShow, (one) => one.coach_no_shows),
          ]}
        />
      </Card>
      <Card title={overview.cancelledByDay}>
        <BarPlot
          title={overview.cancelledByDay}
          isTitleHidden
          days={days}
          series={[
            series(overview.early, (one) => one.cancelled_early),
            series(overview.late, (one) => one.cancelled_late),
            series(overview.byCoach, (one) => one.cancelled_by_coach),
          ]}
        />
      </Card>
    </div>
  );
}
