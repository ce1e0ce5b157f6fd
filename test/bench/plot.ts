import type { Point } from './fit.js';

/** One or two panels. All axes are logarithmic. */
export interface Plot {
  readonly file: string;
  readonly title: string;
  readonly panels: readonly Panel[];
}

/** Lines over two axes. */
export interface Panel {
  readonly title: string;
  readonly x: Axis;
  readonly y: Axis;
  readonly series: readonly Series[];
}

/** An axis. */
interface Axis {
  /** Includes the unit. */
  readonly label: string;
  /** Writes the ticks as powers of ten. */
  readonly powers?: boolean;
}

/** A line. The default colour follows from its position among the lines. */
interface Series {
  readonly name: string;
  readonly points: readonly Point[];
  readonly colour?: number;
  readonly dashed?: boolean;
}

const WIDTH = 460;
const HEIGHT = 300;
const LEFT = 62;
const RIGHT = 18;
const TOP = 70;
const LINE = 18;

/** Colours that people with colour blindness can tell apart (Okabe and Ito), on white and on black. */
const STYLE = `
    svg { --paper: #ffffff; --ink: #24292f; --faint: #d0d7de;
          --c0: #0072b2; --c1: #d55e00; --c2: #009e73; --c3: #a8559b; --c4: #8a6d00; --c5: #57606a; }
    @media (prefers-color-scheme: dark) {
      svg { --paper: #0d1117; --ink: #e6edf3; --faint: #30363d;
            --c0: #56b4e9; --c1: #ff8c42; --c2: #2fcf9f; --c3: #e79fd0; --c4: #f0e442; --c5: #b1bac4; }
    }
    text { font: 12px system-ui, sans-serif; fill: var(--ink); }
    .title { font-size: 15px; font-weight: 600; }
    .panel { font-weight: 600; }
    .grid { stroke: var(--faint); }
    .line { fill: none; stroke-width: 2; }`;

/** The plot as SVG, readable on light and on dark pages. */
export function svgOf({ title, panels }: Plot): string {
  const width = panels.length * (LEFT + WIDTH + RIGHT);
  const height = TOP + HEIGHT + 48 + LINE * Math.max(...panels.map(({ series }) => Math.ceil(series.length / 2))) + 10;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="${escaped(title)}">
  <style>${STYLE}
  </style>
  <rect width="${width}" height="${height}" rx="6" fill="var(--paper)"/>
  <text class="title" x="${LEFT}" y="28">${escaped(title)}</text>
${panels.map((panel, index) => panelOf(panel, index * (LEFT + WIDTH + RIGHT))).join('\n')}
</svg>
`;
}

function panelOf({ title, x, y, series }: Panel, left: number): string {
  const points = series.flatMap((line) => line.points);
  const across = scaleOf(
    points.map(([value]) => value),
    { from: 0, to: WIDTH, ticks: valuesIn },
  );
  const up = scaleOf(
    points.map(([, value]) => value),
    { from: HEIGHT, to: 0, ticks: roundTicks },
  );
  const parts = [
    `<text class="panel" x="0" y="-12">${escaped(title)}</text>`,
    ...across.ticks.map((value) =>
      mark(across.at(value), HEIGHT + 17, 'middle', x.powers ? powerOf(value) : String(value)),
    ),
    ...across.ticks.map((value) => rule(across.at(value), 0, across.at(value), HEIGHT)),
    ...up.ticks.map((value) => mark(-8, up.at(value) + 4, 'end', String(value))),
    ...up.ticks.map((value) => rule(0, up.at(value), WIDTH, up.at(value))),
    mark(WIDTH / 2, HEIGHT + 36, 'middle', x.label),
    `<text text-anchor="middle" transform="translate(-44 ${HEIGHT / 2}) rotate(-90)">${escaped(y.label)}</text>`,
    ...series.map((line, index) => lineOf(line, index, (point) => [across.at(point[0]), up.at(point[1])])),
    ...series.map(legendOf),
  ];
  return `  <g transform="translate(${left + LEFT} ${TOP})">\n    ${parts.join('\n    ')}\n  </g>`;
}

interface Scale {
  readonly at: (value: number) => number;
  readonly ticks: readonly number[];
}

interface Span {
  readonly from: number;
  readonly to: number;
  readonly ticks: (values: readonly number[]) => readonly number[];
}

/** Logarithmic, from the first tick to the last. */
function scaleOf(values: readonly number[], { from, to, ticks: ticksOf }: Span): Scale {
  const ticks = ticksOf(values);
  const [low, high] = [Math.log(ticks[0]!), Math.log(ticks.at(-1)!)];
  const at = (value: number) => rounded(from + ((to - from) * (Math.log(value) - low)) / (high - low));
  return { at, ticks };
}

const valuesIn = (values: readonly number[]) => [...new Set(values)].sort((a, b) => a - b);

/** Ticks 1, 2, 5, 10 …, from below the smallest value to above the largest. */
function roundTicks(values: readonly number[]): number[] {
  const decades = Array.from({ length: 12 }, (_, index) => 10 ** (index - 4));
  const all = decades.flatMap((decade) => [decade, 2 * decade, 5 * decade]).map((tick) => Number(tick.toPrecision(1)));
  const start = all.findLastIndex((tick) => tick <= Math.min(...values));
  const end = all.findIndex((tick) => tick >= Math.max(...values) && tick > all[start]!);
  return all.slice(start, end + 1);
}

function lineOf({ points, colour, dashed }: Series, index: number, place: (point: Point) => Point): string {
  const stroke = `var(--c${colour ?? index})`;
  const places = points.map(place);
  const line = `<polyline class="line" stroke="${stroke}"${dashed ? ' stroke-dasharray="6 4"' : ''} points="${places.map((at) => at.join(',')).join(' ')}"/>`;
  return line + places.map(([x, y]) => `<circle cx="${x}" cy="${y}" r="3" fill="${stroke}"/>`).join('');
}

function legendOf({ name, colour, dashed }: Series, index: number): string {
  const [x, y] = [(index % 2) * (WIDTH / 2), HEIGHT + 62 + LINE * Math.floor(index / 2)];
  const stroke = `var(--c${colour ?? index})`;
  return (
    `<line class="line" stroke="${stroke}"${dashed ? ' stroke-dasharray="6 4"' : ''} x1="${x}" y1="${y - 4}" x2="${x + 26}" y2="${y - 4}"/>` +
    mark(x + 34, y, 'start', name)
  );
}

const mark = (x: number, y: number, anchor: 'start' | 'middle' | 'end', text: string) =>
  `<text x="${x}" y="${y}" text-anchor="${anchor}">${escaped(text)}</text>`;

const rule = (x1: number, y1: number, x2: number, y2: number) =>
  `<line class="grid" x1="${x1}" y1="${y1}" x2="${x2}" y2="${y2}"/>`;

const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹';
const powerOf = (value: number) => `10${SUPERSCRIPTS[Math.round(Math.log10(value))]}`;

const rounded = (value: number) => Math.round(value * 10) / 10;

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
