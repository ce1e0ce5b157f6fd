import { PERSONAL_DATA } from '../../src/personal-data/personal-data.js';
import type { HeldTable, Says } from '../../src/personal-data/map/held-table.js';

/** What stands below this line in docs/data.md follows from the map. */
export const GENERATED_BELOW = '<!-- Below, the file is written from src/personal-data. -->';

const named = (table: HeldTable, ...says: Says[]) =>
  Object.entries(table.columns)
    .filter(([, said]) => says.includes(said))
    .map(([column]) => `\`${column}\``)
    .join(', ');

/** The lower part of docs/data.md: each table, what it is for, and what becomes of it. */
export function dataText(): string {
  const areas = Object.entries(PERSONAL_DATA).map(([heading, tables]) => {
    const sections = Object.entries(tables).map(([name, table]) => sectionOf(name, table));
    return [`## ${heading}`, ...sections].join('\n\n');
  });
  return `${areas.join('\n\n')}\n`;
}

function sectionOf(name: string, table: HeldTable): string {
  const lines = [
    ['Why', table.why],
    ['Health data', named(table, 'health')],
    ['Other personal data', named(table, 'data')],
    ['Names people by', named(table, 'person')],
    ['Secrets', named(table, 'secret')],
    ['In an export', exported(table)],
    ['Kept', table.kept],
    ['Deletion', deleted(table)],
  ];
  const shown = lines.filter(([, text]) => text !== '').map(([label, text]) => `- ${label}: ${text}`);
  return [`### \`${name}\``, table.holds, shown.join('\n')].join('\n\n');
}

function exported({ whose }: HeldTable): string {
  const files = whose.flatMap(({ who, file, csv }) =>
    file === undefined ? [] : [`for ${who} \`${file}.json\`${csv ? ` and \`${file}.csv\`` : ''}`],
  );
  return files.join('; ') || (whose.length > 0 ? 'no, it holds secrets and counters only' : '');
}

function deleted({ whose, deletion }: HeldTable): string {
  if (deletion === 'deleted') return `the rows go with ${whose.map(({ who }) => who).join(' or ')}.`;
  const reasons = new Map<string, string[]>();
  for (const [column, reason] of Object.entries(deletion))
    reasons.set(reason, [...(reasons.get(reason) ?? []), column]);
  const kept = [...reasons].map(
    ([reason, columns]) => `${columns.map((column) => `\`${column}\``).join(', ')}: ${reason}`,
  );
  return kept.length === 0 ? '' : `these stay, everything else is emptied. ${kept.join('. ')}.`;
}
