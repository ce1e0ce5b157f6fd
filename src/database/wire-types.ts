import pg from 'pg';

const DATE = 1082;
const TIMESTAMPTZ = 1184;

/**
 * `2026-11-23 08:59:40.35+00`, as PostgreSQL writes it in UTC, as `2026-11-23T08:59:40.350Z`.
 * Lists send instants as they come: making a Date of each and a string again costs half of a row.
 */
function wireInstant(text: string): string {
  const zone = text.indexOf('+', 19);
  if (zone === -1 || text[10] !== ' ') return new Date(text).toISOString();
  const millis = zone === 19 ? '000' : text.slice(20, Math.min(zone, 23)).padEnd(3, '0');
  return `${text.slice(0, 10)}T${text.slice(11, 19)}.${millis}Z`;
}

const parserOf = pg.types.getTypeParser as (oid: number, format: string) => (value: string) => unknown;

/** How columns arrive in plain rows: instants and days as the text of the wire, the rest as pg does it. */
export const wireTypes = {
  getTypeParser(oid: number, format: 'text' | 'binary' = 'text'): (value: string) => unknown {
    if (format === 'text' && oid === TIMESTAMPTZ) return wireInstant;
    if (format === 'text' && oid === DATE) return (text) => text;
    return parserOf(oid, format);
  },
};
