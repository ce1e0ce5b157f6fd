/** `start` is inclusive, `end` exclusive. */
export interface Period {
  readonly start: Date | null;
  readonly end: Date | null;
}

const isDay = (text: string) => text.length === 'YYYY-MM-DD'.length;

const DAY_MS = 86_400_000;

/** The period that a client asked for. A day is a whole day in UTC, and both days are included. */
export function periodOf(from: string | undefined, to: string | undefined): Period {
  return {
    start: from === undefined ? null : new Date(from),
    end: to === undefined ? null : new Date(new Date(to).getTime() + (isDay(to) ? DAY_MS : 0)),
  };
}
