/** The day on which the examples of the document were right. */
const RIGHT_ON = '2026-11-28';

/** Examples move in steps of half a year. It is a whole number of weeks, so weekdays stay, and less than the nearest lies ahead. */
const STEP_DAYS = 26 * 7;

const DAY_MS = 86_400_000;
const DATED = /^(\d{4}-\d\d-\d\d)(T.*)?$/;

/**
 * The document with its examples of the future moved ahead, as soon as they would lie in the past: who books a time that Swagger UI
 * fills in should get it. The committed document stays as it is.
 */
export function withExamplesAhead<Document extends object>(document: Document, now: Date): Document {
  const days = daysAt(now);
  return days === 0 ? document : (moved(document, days, false) as Document);
}

/** A date of an example, as the document shows it at `now`. */
export const exampleDate = (text: string, now: Date) => movedDate(text, daysAt(now));

function daysAt(now: Date): number {
  const steps = Math.floor((now.getTime() - Date.parse(RIGHT_ON)) / DAY_MS / STEP_DAYS);
  return Math.max(0, steps) * STEP_DAYS;
}

function moved(value: unknown, days: number, isExample: boolean): unknown {
  if (typeof value === 'string') return isExample ? movedDate(value, days) : value;
  if (Array.isArray(value)) return value.map((one) => moved(one, days, isExample));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => [
      key,
      moved(one, days, isExample || key === 'example' || key === 'examples'),
    ]),
  );
}

function movedDate(text: string, days: number): string {
  const [, day, time = ''] = DATED.exec(text) ?? [];
  if (day === undefined || day < RIGHT_ON) return text;
  return new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10) + time;
}
