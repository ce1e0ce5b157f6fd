import { useTexts } from '../texts/texts.js';
import { PlotFrame } from './plot-frame.js';
import { extremesOf, type PlotProps, stackOf } from './series.js';

/**
 * Counts or sums of days as bars, with a table behind them. Several series stand on top of each other.
 *
 *     <BarPlot title="Sessions" days={['2026-12-07', '2026-12-08']} series={[{ name: 'Held', values: [4, 7] }, { name: 'Cancelled', values: [1, 0] }]} />
 */
export function BarPlot(props: PlotProps) {
  const { plots } = useTexts();
  return (
    <PlotFrame
      {...props}
      kind="bar"
      isFromZero
      valuesOf={stackOf}
      essenceOf={(one, { value, at }) => {
        const extremes = extremesOf(one);
        if (extremes === null) return plots.noEssence(one.name);
        const total = one.values.reduce<number>((sum, each) => sum + (each ?? 0), 0);
        return plots.barEssence(one.name, value(total), at(one, extremes.highest));
      }}
    />
  );
}
