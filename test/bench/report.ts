import { mkdir, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { join } from 'node:path';
import type { Finding, Line } from './lines.js';
import { svgOf } from './plot.js';
import type { Standing } from './rounds.js';

/** The findings as Markdown tables: the terminal's output can be pasted into a page. */
export function tablesOf(findings: readonly Finding[]): string {
  const told = findings.filter(({ standings, table, notes = [] }) => standings.length > 0 || table || notes.length > 0);
  return [judgement(findings.flatMap(({ lines }) => lines)), ...told.map(section)].join('\n\n');
}

/** Writes a page with tables and plots, and the findings as JSON with the machine and the versions, for comparison. */
export async function writeResults(folder: string, command: string, findings: readonly Finding[]): Promise<void> {
  await mkdir(folder, { recursive: true });
  const at = new Date().toISOString();
  const machine = { cpu: cpus()[0]?.model ?? 'unknown processor', cores: cpus().length, node: process.version };
  const plots = findings.flatMap(({ plot }) => plot ?? []);
  for (const plot of plots) await writeFile(join(folder, plot.file), svgOf(plot));
  const pictures = plots.map(({ file, title }) => `![${title}](${file})`);
  const head = `\`${command}\` on ${at.slice(0, 10)}, ${machine.cores} × ${machine.cpu}, Node ${machine.node}:`;
  await writeFile(join(folder, 'performance-figures.md'), `${[head, ...pictures, tablesOf(findings)].join('\n\n')}\n`);
  const results = { command, at, machine, findings };
  await writeFile(join(folder, 'performance-figures.json'), `${JSON.stringify(results, null, 2)}\n`);
}

function section({ title, standings, table, notes = [] }: Finding): string {
  const head = ['', 'per second', 'p50 ms', 'p99 ms', 'server CPU µs', 'peak MB'];
  const tables = [...(standings.length > 0 ? [[head, ...standings.map(rowOf)]] : []), ...(table ? [table] : [])];
  return [`## ${capital(title)}`, ...tables.map((rows) => tableOf(rows)), ...notes].join('\n\n');
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

function rowOf({ name, perSecond, p50, p99, cpuMicros, peakMegabytes }: Standing): string[] {
  return [name, digits(perSecond), digits(p50), digits(p99), digits(cpuMicros), digits(peakMegabytes)];
}

function judgement(lines: readonly Line[]): string {
  const rows = lines.map(({ what, measured, aim, floor, better, unit = '', verdict }) => {
    const sign = better === 'more' ? '≥' : '≤';
    const limit = (value: number | undefined) => (value === undefined ? '–' : `${sign} ${value} ${unit}`.trim());
    return [what, `${digits(measured)} ${unit}`.trim(), limit(aim), limit(floor), verdict];
  });
  return `## Judged\n\n${tableOf([['check', 'measured', 'aim', 'floor', 'verdict'], ...rows])}`;
}

/** Rounds to about three digits. */
function digits(value: number): string {
  if (Number.isNaN(value)) return '–';
  return value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2).replace(/\.00$/, '');
}

/** The first row is the head. */
function tableOf(rows: readonly (readonly string[])[]): string {
  const [head = [], ...body] = rows;
  const widths = head.map((_, column) => Math.max(3, ...rows.map((row) => row[column]!.length)));
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, column) => (column === 0 ? cell.padEnd(widths[0]!) : cell.padStart(widths[column]!))).join(' | ')} |`;
  const rule = widths.map((width, column) => (column === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`));
  return [line(head), line(rule), ...body.map(line)].join('\n');
}
