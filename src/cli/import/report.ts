import type { TableReport } from './importer.js';

/** So many ids are named for each reason. */
const NAMED = 10;

const REASONS: Readonly<Record<string, string>> = {
  users_email_key: 'another user has this email',
  bookings_active_slot_key: 'another active booking holds this slot',
  bookings_coach_no_overlap: 'the coach has another session at this time',
  bookings_client_no_overlap: 'the client has another session at this time',
  bookings_two_people: 'coach and client are the same person',
};

const AMONG_OTHERS = /_(user|coach|client)_id_fkey$/;

const inWords = (reason: string) => REASONS[reason] ?? (AMONG_OTHERS.test(reason) ? 'its user is not there' : reason);

/** The lines that tell what an import did, or would do. They hold ids and counts, never values. */
export function told(reports: readonly TableReport[]): string[] {
  const cells = (table: string, ...counts: (number | string)[]) =>
    table.padEnd(16) + counts.map((count) => String(count).padStart(9)).join('');
  const sum = (counts: Iterable<number>) => [...counts].reduce((all, count) => all + count, 0);
  const lines = [cells('', 'found', 'imported', 'left out')];
  for (const { table, isThere, found, kept, leftOut, changes } of reports) {
    lines.push(
      isThere ? cells(table, found, kept, sum([...leftOut.values()].map(({ length }) => length))) : cells(table, '–'),
    );
    for (const [change, count] of changes) lines.push(`  ${count} × ${change}`);
    for (const [reason, ids] of leftOut) lines.push(`  left out, ${inWords(reason)}: ${named(ids)}`);
  }
  return lines;
}

function named(ids: readonly number[]): string {
  const more = ids.length - NAMED;
  return ids.slice(0, NAMED).join(', ') + (more > 0 ? ` and ${more} more` : '');
}
