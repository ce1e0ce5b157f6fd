import { cpus } from 'node:os';
import { basename } from 'node:path';
import type { Guard } from './guard.js';
import type { Outcome } from './outcome.js';

/** A guard that was taken away, and what came of it. */
export type Row = readonly [Guard, Outcome];

/** What is told of a guard at once, when it was tried. */
export function lineOf([{ name, file }, { noticed, told }]: Row): string {
  const cells = [code(name), basename(file, '.ts'), noticed ? told : '**UNNOTICED**'];
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}

/** How it ended, in a sentence and with the reasons. */
export function summaryOf(rows: readonly Row[]): string {
  const unnoticed = rows.filter(([, { noticed }]) => !noticed);
  const reasons = unnoticed.map(([{ file, name }, { told }]) => `  ${file}: ${name} (${told})`);
  return [`${rows.length} guards taken away, ${unnoticed.length} unnoticed`, ...reasons].join('\n');
}

/** All rows as a page of Markdown. */
export function pageOf(rows: readonly Row[], seconds: number): string {
  const machine = `${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}, Node ${process.version}`;
  const day = new Date().toISOString().slice(0, 10);
  const head = `\`npm run test:guards\` on ${day}, ${machine}, in ${Math.ceil(seconds / 60)} minutes:`;
  const table = ['| guard | where | test that turned red |', '| --- | --- | --- |', ...rows.map(lineOf)];
  return ['# Guards that were taken away', head, summaryOf(rows), table.join('\n')].join('\n\n') + '\n';
}

/** Decorators as what they are. */
const code = (name: string) => (name.startsWith('@') ? `\`${name}\`` : name);
