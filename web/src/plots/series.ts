/** Values of one kind, one for each day of the plot. */
export interface Series {
  readonly name: string;
  /** Null: there is none of that day. */
  readonly values: readonly (number | null)[];
}

/** What plots over days have in common. */
export interface PlotProps {
  /** Says what is plotted: read out, and seen unless `isTitleHidden` (when the card says it already). */
  readonly title: string;
  readonly isTitleHidden?: boolean;
  /** Such as `2026-12-07`, in order; gaps between them are shown as gaps. */
  readonly days: readonly string[];
  /** At most five. */
  readonly series: readonly Series[];
  /** Stands after each number: `kg`. */
  readonly unit?: string;
  /** Writes a value in another way than as a number with its unit: money, percents. */
  readonly format?: (value: number) => string;
}

const DAY_MS = 86_400_000;

/** Days as the numbers that they have on the axis, and back. */
export const numberOfDay = (day: string) => Date.parse(`${day}T00:00:00Z`) / DAY_MS;
export const dayOfNumber = (number: number) => new Date(number * DAY_MS).toISOString().slice(0, 10);

/** Where each part of a stack ends: the parts below it and itself. Null: it has no height. */
export function stackOf(series: readonly Series[]): (number | null)[][] {
  const heights = (series[0]?.values ?? []).map(() => 0);
  return series.map(({ values }) =>
    values.map((value, index) => {
      const height = (heights[index] ?? 0) + (value ?? 0);
      heights[index] = height;
      return value ? height : null;
    }),
  );
}

/** The places of the lowest, the highest and the last value. */
export interface Extremes {
  readonly lowest: number;
  readonly highest: number;
  readonly last: number;
}

/** Null: there is no value at all. */
export function extremesOf({ values }: Series): Extremes | null {
  return values.reduce<Extremes | null>((found, value, last) => {
    if (value === null) return found;
    const { lowest, highest } = found ?? { lowest: last, highest: last };
    return {
      lowest: value < (values[lowest] ?? Infinity) ? last : lowest,
      highest: value > (values[highest] ?? -Infinity) ? last : highest,
      last,
    };
  }, null);
}

/** Whether there is something to draw: a plot of zeros says nothing. */
export const hasValues = (series: readonly Series[]) => series.some(({ values }) => values.some(Boolean));
