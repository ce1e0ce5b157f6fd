import { Injectable } from '@nestjs/common';
import { INSTALLATION } from '../../bookings/calendar/session-columns.js';
import type { Transaction } from '../../database/database.js';
import { calendarPieces } from '../../icalendar/calendar.js';
import type { Archive } from './archive.js';
import { type ExportedFile, readmeText } from './domain/readme.js';
import { type Part, PARTS } from './parts.js';
import { csvOf, jsonOf, type PartRow, type Pages } from './part-texts.js';
import { type CalendarOwner, eventsOf, GROUP_SESSIONS, SESSIONS } from './session-pages.js';

const PAGE = 500;
/** Everything is read as it was at one moment. */
const ONE_MOMENT = `SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY`;
const FETCH = `FETCH ${PAGE} FROM part`;
const CLOSE = `CLOSE part`;
const OWNER = `SELECT u.locale, ${INSTALLATION} AS installation FROM users u WHERE u.id = $1`;
const CALENDAR: ExportedFile = { name: 'bookings.ics', explained: 'your sessions, for calendar programs' };

/** What an export is made of. */
interface Making {
  readonly tx: Transaction;
  readonly archive: Archive;
  readonly userId: number;
  readonly signal: AbortSignal;
}

/** Writes all that is somebody's into an archive: page by page, so that no table has to fit into memory. */
@Injectable()
export class ExportContentService {
  async write(making: Making, at: Date): Promise<void> {
    await making.tx.rows(ONE_MOMENT);
    const files: ExportedFile[] = [];
    for (const part of PARTS) files.push(...(await this.writePart(making, part)));
    files.push(...(await this.writeCalendar(making)));
    const readme = readmeText(at, files);
    await making.archive.add('README.txt', once(readme), making.signal);
    making.archive.end();
  }

  /** The files that it wrote: none when there are no rows. */
  private async writePart(making: Making, { file, explained, columns, statement, csv }: Part): Promise<ExportedFile[]> {
    const { archive, signal } = making;
    const rows = await filled(this.pages(making, statement));
    if (!rows) return [];
    const json = { name: `${file}.json`, explained };
    await archive.add(json.name, jsonOf(rows), signal);
    if (!csv) return [json];
    const table = { name: `${file}.csv`, explained: `the same as ${json.name}, for spreadsheets` };
    await archive.add(table.name, csvOf(columns, this.pages(making, statement)), signal);
    return [json, table];
  }

  private async writeCalendar(making: Making): Promise<ExportedFile[]> {
    const owner = await making.tx.one<CalendarOwner>(OWNER, [making.userId]);
    const pages = eventsOf(this.pages(making, SESSIONS), this.pages(making, GROUP_SESSIONS), owner);
    const events = await filled(pages);
    if (!events) return [];
    await making.archive.add(CALENDAR.name, calendarPieces(events), making.signal);
    return [CALENDAR];
  }

  private async *pages({ tx, userId }: Making, statement: string): Pages & AsyncGenerator<readonly PartRow[]> {
    await tx.rows(['DECLARE part NO SCROLL CURSOR FOR', statement].join(' '), [userId]);
    for (;;) {
      const rows = await tx.rows<{ row: PartRow }>(FETCH);
      if (rows.length === 0) break;
      yield rows.map(({ row }) => row);
    }
    await tx.rows(CLOSE);
  }
}

/** The same pages; null when there are none. */
async function filled<Page>(pages: AsyncGenerator<Page>): Promise<AsyncGenerator<Page> | null> {
  const first = await pages.next();
  return first.done === true ? null : after(first.value, pages);
}

async function* after<Page>(first: Page, pages: AsyncGenerator<Page>): AsyncGenerator<Page> {
  yield first;
  yield* pages;
}

async function* once(text: string): AsyncGenerator<string> {
  yield await Promise.resolve(text);
}
