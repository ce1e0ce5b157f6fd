import { useTexts } from '../texts/texts.js';
import { PlotFrame } from './plot-frame.js';
import { extremesOf, type PlotProps, type Series } from './series.js';

interface LinePlotProps extends PlotProps {
  /** For counts: the axis begins at zero. Else it begins near the lowest value. */
  readonly isFromZero?: boolean;
}

const valuesOf = (series: readonly Series[]) => series.map(({ values }) => values);

/**
 * Values over days, joined by lines, with a table behind them. A day without a value is passed over.
 *
 *     <LinePlot title="Weight" days={['2026-12-07', '2026-12-08']} series={[{ name: 'Weight', values: [70.5, null] }]} unit="kg" />
 */
export function LinePlot({ isFromZero = false, ...props }: LinePlotProps) {
  const { plots } = useTexts();
  return (
    <PlotFrame
      {...props}
      kind="line"
      isFromZero={isFromZero}
      valuesOf={valuesOf}
      essenceOf={(one, { at }) => {
        const extremes = extremesOf(one);
        if (extremes === null) return plots.noEssence(one.name);
        const { last, lowest, highest } = extremes;
        return plots.lineEssence(one.name, at(one, last), at(one, lowest), at(one, highest));
      }}
    />
  );
}
