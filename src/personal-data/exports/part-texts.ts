import { csvLine } from './domain/csv.js';

/** A row of an export. */
export type PartRow = Readonly<Record<string, unknown>>;
export type Pages = AsyncIterable<readonly PartRow[]>;

/** Spreadsheets know by it that the text is UTF-8. */
const BYTE_ORDER_MARK = '\uFEFF';

/** Rows as a list of JSON, one page after the other. */
export async function* jsonOf(pages: Pages): AsyncGenerator<string> {
  let before = '[\n';
  for await (const rows of pages) {
    yield before + rows.map((row) => indented(JSON.stringify(row, null, 2))).join(',\n');
    before = ',\n';
  }
  yield '\n]\n';
}

/** Rows as CSV, below the names of the columns. */
export async function* csvOf(columns: readonly string[], pages: Pages): AsyncGenerator<string> {
  yield BYTE_ORDER_MARK + csvLine(columns);
  for await (const rows of pages) yield rows.map((row) => csvLine(columns.map((column) => row[column]))).join('');
}

const indented = (text: string) => text.replaceAll(/^/gm, '  ');
