import { BarPlot } from '../../plots/bar-plot.js';
import { useTexts } from '../../texts/texts.js';
import { Card } from '../../ui/card.js';
import { Loaded } from '../../ui/loaded.js';
import { useLoad } from '../../ui/use-load.js';
import type { Period } from './period.js';
import { readGrowth } from './read-overview.js';

/** Who signed up on each day. */
export function GrowthPlot({ period }: { readonly period: Period }) {
  const { overview } = useTexts().admin;
  const growth = useLoad((signal) => readGrowth(period, signal), [period.from, period.to]);
  return (
    <Card title={overview.growth}>
      <Loaded of={growth}>
        {({ days, clients, coaches }) => (
          <BarPlot
            title={overview.growth}
            isTitleHidden
            days={days}
            series={[
              { name: overview.clients, values: clients },
              { name: overview.coaches, values: coaches },
            ]}
          />
        )}
      </Loaded>
    </Card>
  );
}
