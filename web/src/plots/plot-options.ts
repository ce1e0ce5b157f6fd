import uPlot from 'uplot';
import { dayOfNumber, numberOfDay } from './series.js';

/** What is drawn: lines, or the ends of the parts of stacks. */
export interface Drawing {
  readonly kind: 'line' | 'bar';
  readonly days: readonly string[];
  /** One for each series, in their order. */
  readonly values: readonly (readonly (number | null)[])[];
  readonly isFromZero: boolean;
  readonly dayText: (day: string) => string;
  readonly valueText: (value: number) => string;
  /** The place of the day under the pointer. */
  readonly onPoint: (index: number | null) => void;
}

/** Series are told apart by their dashes, too. `plots.css` has the same. */
const DASHES = [[], [7, 4], [2, 3], [9, 3], [4, 2]];
const WHOLE = Array.from({ length: 10 }, (_, power) => [1, 2, 5].map((digit) => digit * 10 ** power)).flat();
const STEPS = [1, 2, 7, 14, 28, 56, 91, 182, 364, 728, 1820, 3640];
const LABEL_WIDTH = 64;
const MIN_EDGED_WIDTH = 8;
/** Of the time between two values: else the first and the last bar are cut in half. */
const PAD = 0.6;

/** Colours and type of the page as it is now: a canvas does not follow its styles. */
function lookOf(host: HTMLElement) {
  const style = getComputedStyle(host);
  const token = (name: string) => style.getPropertyValue(name).trim();
  return {
    ink: token('--muted'),
    grid: token('--border'),
    surface: token('--surface'),
    font: `12px ${style.fontFamily}`,
    colorOf: (index: number) => token(`--plot-${(index % 5) + 1}`),
  };
}

type Look = ReturnType<typeof lookOf>;

export function optionsOf(drawing: Drawing, host: HTMLElement): uPlot.Options {
  const look = lookOf(host);
  const days = drawing.days.map(numberOfDay);
  const [first = 0, last = 0] = [days[0], days.at(-1)];
  const gaps = days.slice(1).map((day, index) => day - (days[index] ?? day));
  const gap = gaps.length === 0 ? 1 : Math.min(...gaps);
  const pad = PAD * gap;
  // The edges of bars would cover bars that are a few pixels wide.
  const hasEdges = (host.clientWidth * gap) / (last - first + gap) >= MIN_EDGED_WIDTH;
  const lines = drawing.values.map((_, index) =>
    drawing.kind === 'line' ? line(look, index) : bar(look, index, hasEdges),
  );
  return {
    width: host.clientWidth,
    height: host.clientHeight,
    legend: { show: false },
    cursor: { y: false, drag: { x: false, y: false }, points: { show: drawing.kind === 'line' } },
    scales: { x: { time: false, range: [first - pad, last + pad] }, y: { range: rangeOf(drawing.isFromZero) } },
    // The whole of a stack is drawn first, what is below in front of it.
    series: [{}, ...(drawing.kind === 'line' ? lines : lines.reverse())],
    axes: [dayAxis(drawing, look, last), valueAxis(drawing, look)],
    hooks: { setCursor: [({ cursor: { idx } }) => drawing.onPoint(idx ?? null)] },
  };
}

export function dataOf({ kind, days, values }: Drawing): uPlot.AlignedData {
  const rows = values.map((row) => [...row]);
  return [days.map(numberOfDay), ...(kind === 'line' ? rows : rows.reverse())];
}

function line(look: Look, index: number): uPlot.Series {
  const stroke = look.colorOf(index);
  return { stroke, width: 2, dash: DASHES[index % 5] ?? [], spanGaps: true, points: { size: 6, fill: stroke } };
}

function bar(look: Look, index: number, hasEdges: boolean): uPlot.Series {
  const paths = uPlot.paths.bars?.({ size: [0.75, 48] });
  return {
    fill: look.colorOf(index),
    stroke: look.surface,
    width: hasEdges ? 1 : 0,
    points: { show: false },
    ...(paths && { paths }),
  };
}

function rangeOf(isFromZero: boolean): uPlot.Scale.Range {
  return (_, lowest: number | null, highest: number | null) => {
    if (lowest === null || highest === null) return [0, 1];
    if (!isFromZero) return uPlot.rangeNum(lowest, highest, 0.1, true);
    return [Math.min(0, lowest * 1.05), highest <= 0 ? 1 : highest * 1.05];
  };
}

function dayAxis({ dayText }: Drawing, { ink, grid, font }: Look, last: number): uPlot.Axis {
  return {
    ...{ stroke: ink, font, grid: { show: false }, ticks: { stroke: grid, width: 1, size: 4 }, size: 32 },
    splits: (plot, _, lowest, highest) => {
      const room = Math.max(1, Math.floor(plot.bbox.width / devicePixelRatio / LABEL_WIDTH));
      const step = STEPS.find((days) => (highest - lowest) / days <= room) ?? 3640;
      const places: number[] = [];
      for (let day = last; day >= lowest; day -= step) places.unshift(day);
      return places;
    },
    values: (_, places) => places.map((place) => dayText(dayOfNumber(place))),
  };
}

function valueAxis({ values, valueText }: Drawing, { ink, grid, font }: Look): uPlot.Axis {
  const areWhole = values.flat().every((value) => Number.isInteger(value ?? 0));
  return {
    ...{ stroke: ink, font, grid: { stroke: grid, width: 1 }, ticks: { show: false }, space: 36 },
    ...(areWhole && { incrs: WHOLE }),
    values: (_, places) => places.map(valueText),
    // Null before the range is known, whatever the types say.
    size: ({ ctx }, texts: string[] | null) => {
      ctx.font = font;
      const widest = Math.max(0, ...(texts ?? []).map((text) => ctx.measureText(text).width));
      return Math.ceil(widest) + 16;
    },
  };
}
