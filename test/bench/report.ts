import { writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import type { Finding, Line } from './lines.js';
import type { Standing } from './rounds.js';

/** The findings as tables of Markdown, so that what the terminal shows can be put into a page as it is. */
export function tablesOf(findings: readonly Finding[]): string {
  const told = findings.filter(({ standings, notes = [] }) => standings.length + notes.length > 0);
  return [...told.map(section), judgement(findings.flatMap(({ lines }) => lines))].join('\n\n');
}

/** The findings as JSON, with what one must know to compare them with others. */
export async function writeResults(path: string, findings: readonly Finding[]): Promise<void> {
  const machine = { cpu: cpus()[0]?.model, cores: cpus().length, node: process.version };
  const results = { at: new Date().toISOString(), machine, findings };
  await writeFile(path, `${JSON.stringify(results, null, 2)}\n`);
}

function section({ title, standings, notes = [] }: Finding): string {
  const head = ['', 'per second', 'p50 ms', 'p99 ms', 'server CPU µs', 'peak MB'];
  const table = standings.length > 0 ? [tableOf(head, standings.map(rowOf))] : [];
  return [`### ${title}`, ...table, ...notes].join('\n\n');
}

function rowOf({ name, perSecond, p50, p99, cpuMicros, peakMegabytes }: Standing): string[] {
  return [name, digits(perSecond), digits(p50), digits(p99), digits(cpuMicros), digits(peakMegabytes)];
}

function judgement(lines: readonly Line[]): string {
  const rows = lines.map(({ what, measured, aim, floor, better, unit = '', verdict }) => {
    const sign = better === 'more' ? '≥' : '≤';
    const limit = (value: number | undefined) => (value === undefined ? '–' : `${sign} ${value} ${unit}`.trim());
    return [what, `${digits(measured)} ${unit}`.trim(), limit(aim), limit(floor), verdict];
  });
  return `### Judged\n\n${tableOf(['check', 'measured', 'aim', 'floor', 'verdict'], rows)}`;
}

/** As many digits as mean something. */
function digits(value: number): string {
  if (Number.isNaN(value)) return '–';
  return value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2).replace(/\.00$/, '');
}

function tableOf(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const all = [head, ...rows];
  const widths = head.map((_, column) => Math.max(3, ...all.map((row) => row[column]!.length)));
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, column) => (column === 0 ? cell.padEnd(widths[0]!) : cell.padStart(widths[column]!))).join(' | ')} |`;
  const rule = widths.map((width, column) => (column === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`));
  return [line(head), line(rule), ...rows.map(line)].join('\n');
}
