import type { FastifyReply } from 'fastify';

export const CSV = 'text/csv';

/** Text that a spreadsheet would take for a formula. */
const FORMULA = /^[=+\-@\t\r]/;

/** Rows as CSV (RFC 4180). A formula gets an apostrophe before it, so that no spreadsheet follows what somebody is called. */
export const csvOf = (rows: readonly (readonly (string | number | null)[])[]): string =>
  rows.map((row) => `${row.map(cellOf).join(',')}\r\n`).join('');

function cellOf(value: string | number | null): string {
  if (typeof value !== 'string') return value === null ? '' : String(value);
  const text = FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Whether a request asks for CSV rather than JSON: `Accept: text/csv`, with no higher weight for another type. */
export function wantsCsv(accept: string | undefined): boolean {
  const weights = new Map(
    (accept ?? '').split(',').map((part) => {
      const [type = '', ...parameters] = part.split(';').map((text) => text.trim().toLowerCase());
      const weight = Number(parameters.find((text) => text.startsWith('q='))?.slice(2) ?? 1);
      return [type, Number.isNaN(weight) ? 0 : weight];
    }),
  );
  return (weights.get(CSV) ?? 0) > (weights.get('application/json') ?? 0);
}

/** Sends the same as JSON or as a file of CSV, as the caller accepts it. */
export function csvOrJson<Answer>(
  reply: FastifyReply,
  accept: string | undefined,
  answer: Answer,
  { name, rows }: { readonly name: string; readonly rows: (answer: Answer) => (string | number | null)[][] },
): Answer | string {
  void reply.header('Vary', 'Accept');
  if (!wantsCsv(accept)) return answer;
  void reply.header('Content-Disposition', `attachment; filename="${name}.csv"`).type(`${CSV}; charset=utf-8`);
  return csvOf(rows(answer));
}
