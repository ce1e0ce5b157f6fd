import { BarPlot } from '../../plots/bar-plot.js';
import { useSession } from '../../session/session.js';
import { useTexts } from '../../texts/texts.js';
import { Card } from '../../ui/card.js';
import { Loaded } from '../../ui/loaded.js';
import { moneyText } from '../../ui/money.js';
import { useLoad } from '../../ui/use-load.js';
import type { Period } from './period.js';
import { MOST_PAYMENTS, readRevenue } from './read-overview.js';

/** What was paid by card on each day; currencies are never added up. */
export function RevenuePlot({ period }: { readonly period: Period }) {
  const { admin, plots } = useTexts();
  const { zone, settings } = useSession();
  const revenue = useLoad((signal) => readRevenue(period, zone, signal), [period.from, period.to, zone]);
  return (
    <Card title={admin.overview.noRevenue}>
      <Loaded of={revenue}>
        {({ days, revenues, isPart }) => (
          <>
            {revenues.length === 0 && <p class="empty muted">{plots.nothing}</p>}
            {revenues.map(({ currency, values }) => (
              <BarPlot
                key={currency}
                title={admin.overview.revenue(currency)}
                isTitleHidden={revenues.length === 1}
                days={days}
                series={[{ name: `${admin.overview.paid} (${currency})`, values }]}
                format={(minor) => moneyText(minor, currency, settings.locale)}
              />
            ))}
            {isPart && <p class="muted small">{admin.overview.ofLatest(MOST_PAYMENTS)}</p>}
          </>
        )}
      </Loaded>
    </Card>
  );
}
