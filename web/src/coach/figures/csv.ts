/** Rows as a table for spreadsheets, with the names of the API as its head. */
export function csvOf(rows: readonly object[]): string {
  const [first] = rows;
  if (first === undefined) return '';
  const lines = [Object.keys(first), ...rows.map((row) => Object.values(row).map(cellText))];
  return lines.map((cells) => cells.map(quoted).join(',')).join('\r\n');
}

const cellText = (value: unknown) => (typeof value === 'string' || typeof value === 'number' ? String(value) : '');

/** A cell that begins like a formula would be one in a spreadsheet. */
function quoted(cell: string): string {
  const safe = /^[=+\-@]/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
