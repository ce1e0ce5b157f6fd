import { useMemo, useState } from 'preact/hooks';
import { useSession } from '../session/session.js';
import { useTexts } from '../texts/texts.js';
import { dayText, shortDayText } from '../time/times.js';
import { Canvas } from './canvas.js';
import type { Drawing } from './plot-options.js';
import { hasValues, type PlotProps, type Series } from './series.js';
import { TableBehind } from './table-behind.js';
import './plots.css';

interface PlotFrameProps extends PlotProps {
  readonly kind: Drawing['kind'];
  readonly isFromZero: boolean;
  /** What is drawn of the series. */
  readonly valuesOf: (series: readonly Series[]) => Drawing['values'];
  /** The sentence that says what the picture shows of a series. */
  readonly essenceOf: (series: Series, write: Write) => string;
}

/** Writes a value, and a value with its day. */
interface Write {
  readonly value: (value: number) => string;
  readonly at: (series: Series, index: number) => string;
}

/** Title, legend, picture, and the table behind it. Under the pointer the legend has the values of that day. */
export function PlotFrame(props: PlotFrameProps) {
  const { title, isTitleHidden = false, kind, days, series, isFromZero, valuesOf, essenceOf } = props;
  const { plots, words } = useTexts();
  const [pointed, setPointed] = useState<number | null>(null);
  const valueText = useValueText(props);
  const drawing = useMemo<Drawing>(
    () => ({
      ...{ kind, days, isFromZero, valueText, onPoint: setPointed },
      values: valuesOf(series),
      dayText: (day) => shortDayText(day, words),
    }),
    [kind, days, series, words],
  );
  const textAt = ({ values }: Series, index: number) => {
    const value = values[index] ?? null;
    return value === null ? plots.noValue : valueText(value);
  };
  const dayAt = (index: number) => dayText(days[index] ?? '', words);
  const at = (one: Series, index: number) => plots.on(textAt(one, index), dayAt(index));
  const essence = series.map((one) => essenceOf(one, { value: valueText, at })).join(' ');
  return (
    <figure class="plot">
      <figcaption class={isTitleHidden ? 'hidden' : ''}>{title}</figcaption>
      {hasValues(series) ? (
        <>
          <ul class="plot-legend small">
            {series.map((one, index) => (
              <li key={one.name}>
                <span class={`plot-sample ${kind} sample-${(index % 5) + 1}`} aria-hidden="true" />
                {one.name}
                {pointed !== null && <b class="number">{textAt(one, pointed)}</b>}
              </li>
            ))}
            {pointed !== null && <li class="muted">{dayAt(pointed)}</li>}
          </ul>
          <Canvas drawing={drawing} label={`${title}. ${essence}`} />
          <TableBehind title={title} days={days} series={series} textAt={textAt} />
        </>
      ) : (
        <p class="empty muted">{plots.nothing}</p>
      )}
    </figure>
  );
}

function useValueText({ format, unit }: PlotProps): (value: number) => string {
  const { settings } = useSession();
  if (format) return format;
  const numbers = new Intl.NumberFormat(settings.locale, { maximumFractionDigits: 1 });
  return (value) => `${numbers.format(value)}${unit === undefined ? '' : `\u00a0${unit}`}`;
}
