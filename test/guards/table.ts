import { cpus } from 'node:os';
import { basename } from 'node:path';
import type { Guard } from './guard.js';
import type { Outcome } from './outcome.js';

/** A removed guard and the result. */
export type Row = readonly [Guard, Outcome];

/** The line of one guard, printed as soon as it was tried. */
export function lineOf([{ name, file }, { noticed, told }]: Row): string {
  const cells = [code(name), basename(file, '.ts'), noticed ? told : '**UNNOTICED**'];
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}

/** The result of all guards in one sentence, with the unnoticed ones. */
export function summaryOf(rows: readonly Row[]): string {
  const unnoticed = rows.filter(([, { noticed }]) => !noticed);
  const reasons = unnoticed.map(([{ file, name }, { told }]) => `  ${file}: ${name} (${told})`);
  return [`${rows.length} guards taken away, ${unnoticed.length} unnoticed`, ...reasons].join('\n');
}

/** All rows as a Markdown page. */
export function pageOf(rows: readonly Row[], seconds: number): string {
  const machine = `${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}, Node ${process.version}`;
  const day = new Date().toISOString().slice(0, 10);
  const head = `\`npm run test:guards\` on ${day}, ${machine}, in ${Math.ceil(seconds / 60)} minutes:`;
  const table = ['| guard | where | test that turned red |', '| --- | --- | --- |', ...rows.map(lineOf)];
  return ['# Guards that were taken away', head, summaryOf(rows), table.join('\n')].join('\n\n') + '\n';
}

/** Decorators are printed as code. */
const code = (name: string) => (name.startsWith('@') ? `\`${name}\`` : name);
