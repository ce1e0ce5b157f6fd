/** A file of an export, and what stands in it. */
export interface ExportedFile {
  readonly name: string;
  readonly explained: string;
}

const AFTERWARDS = `About the files

- .json files hold lists of entries, in English names. Programs read them, and every text editor shows them.
- .csv files hold the same for spreadsheets, in UTF-8, with commas between the columns. Your texts stand in them exactly as they were
  entered. A spreadsheet may take a text that begins with =, +, - or @ for a formula: open the file with "import", and choose "text" for
  the columns, unless you know every text in it.
- bookings.ics opens in every calendar program and adds your sessions to it.
- Times are in UTC (they end with +00:00 or Z), days are days of your own calendar. Lengths are in centimetres, weights in kilograms,
  energy in kilocalories. "minute_of_day", "hours" and "weekly_hours" count minutes from midnight; of a week from Monday.
- "null" means: nothing was entered.
- "id" and names that end with "_id" are numbers that tie entries of different files to each other.

What is not in it

- Other people. They appear by their role only: your coach, a client, an admin.
- Passwords, tokens and secret addresses. Nobody can read your password, not even we.
- Files that would be empty.
`;

const minute = (at: Date) => `${at.toISOString().slice(0, 16).replace('T', ' ')} UTC`;

/** The README of an export. `files` are those that are in it. */
export function readmeText(at: Date, files: readonly ExportedFile[]): string {
  const list = files.map(({ name, explained }) => `${name}\n    ${explained}`).join('\n');
  return [
    'Your data',
    `This is everything that we hold about you, as it was on ${minute(at)}.`,
    `The files\n\n${list}`,
    AFTERWARDS,
  ].join('\n\n');
}
