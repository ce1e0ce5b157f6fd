import { dayOf, isZone, startOfDay } from '../../../time/zones.js';

/** A moment as Google writes it: an instant, or the day of an all-day event. */
export interface GoogleMoment {
  readonly dateTime?: string;
  readonly date?: string;
}

/** The parts of an event at Google that are read. Cancelled ones may have nothing but their id. */
export interface GoogleEvent {
  readonly id: string;
  readonly etag?: string;
  readonly status?: string;
  readonly transparency?: string;
  readonly eventType?: string;
  readonly start?: GoogleMoment;
  readonly end?: GoogleMoment;
  readonly attendees?: readonly { readonly self?: boolean; readonly responseStatus?: string }[];
}

/** From one instant to another, in milliseconds since 1970. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

const MINUTE_MS = 60_000;

/** When an event takes place; null when it has no time that can be read. All-day events last from midnight to midnight in `zone`. */
export function spanOf({ start, end }: GoogleEvent, zone: string): Span | null {
  const span = { start: momentOf(start, zone), end: momentOf(end, zone) };
  return span.end > span.start ? span : null;
}

function momentOf({ dateTime, date }: GoogleMoment = {}, zone: string): number {
  if (dateTime !== undefined) return Date.parse(dateTime);
  if (date === undefined || !/^\d{4}-\d\d-\d\d$/.test(date)) return NaN;
  return startOfDay(isZone(zone) ? zone : 'UTC', dayOf(date)) * MINUTE_MS;
}

/** When an event keeps its coach from training anybody; null when it does not. */
export function busySpan(event: GoogleEvent, zone: string): Span | null {
  const isDeclined = event.attendees?.some(
    ({ self, responseStatus }) => self === true && responseStatus === 'declined',
  );
  const isFree = event.status === 'cancelled' || event.transparency === 'transparent';
  if (isFree || isDeclined === true || event.eventType === 'workingLocation') return null;
  return spanOf(event, zone);
}

/** What became at Google of an event that we wrote. */
export type Found = { readonly kind: 'same' } | { readonly kind: 'deleted' } | ({ readonly kind: 'moved' } & Span);

/** Only time and deletion count: titles and colours are the coach's. */
export function compare(written: Span, event: GoogleEvent, zone: string): Found {
  if (event.status === 'cancelled') return { kind: 'deleted' };
  const span = spanOf(event, zone);
  if (span === null || (span.start === written.start && span.end === written.end)) return { kind: 'same' };
  return { kind: 'moved', ...span };
}
