import ICAL from 'ical.js';
import { type Detail, DETAILS } from '../../src/calendars/calendar-feed.entity.js';
import { hashOf, newSecret } from '../../src/calendars/feed-secret.js';
import type { Person, TestApp } from './app.js';
import { insert } from './rows.js';

/** Adds an address at which `person` subscribes, with plain SQL: one for each detail. */
export async function calendarFeed(
  app: TestApp,
  person: Person,
  detail: Detail,
): Promise<{ id: number; secret: string }> {
  const secret = newSecret();
  const row = { user_id: person.id, number: DETAILS.indexOf(detail) + 1, detail, created_at: 'now' };
  const secret_hash = `\\x${hashOf(secret).toString('hex')}`;
  return { id: await insert(app, 'calendar_feeds', { ...row, secret_hash }), secret };
}

/** An event as a calendar shows it. */
export interface ShownEvent {
  readonly uid: string;
  readonly sequence: number;
  readonly changedAt: string;
  readonly start: string;
  readonly end: string;
  readonly summary: string;
  readonly status: string | null;
  readonly names: readonly string[];
}

type Component = InstanceType<typeof ICAL.Component>;

const instant = (event: Component, name: string) =>
  (event.getFirstPropertyValue(name) as InstanceType<typeof ICAL.Time>).toJSDate().toISOString();

function shown(event: Component): ShownEvent {
  return {
    uid: event.getFirstPropertyValue('uid') as string,
    sequence: Number(event.getFirstPropertyValue('sequence')),
    changedAt: instant(event, 'dtstamp'),
    start: instant(event, 'dtstart'),
    end: instant(event, 'dtend'),
    summary: event.getFirstPropertyValue('summary') as string,
    status: event.getFirstPropertyValue('status') as string | null,
    names: [...new Set(event.getAllProperties().map(({ name }) => name))],
  };
}

/** A calendar file, read by another program. */
export function readCalendar(text: string): { method: string | null; events: ShownEvent[] } {
  const calendar = new ICAL.Component(ICAL.parse(text) as unknown[]);
  const method = calendar.getFirstPropertyValue('method') as string | null;
  return { method, events: calendar.getAllSubcomponents('vevent').map(shown) };
}

/** A calendar into which somebody takes the invitations of their mails, by the rules of RFC 5546 (2.1.5, 3.2). */
export class PersonalCalendar {
  private readonly known = new Map<string, { readonly method: string | null; readonly event: ShownEvent }>();

  take(content: string): void {
    const { method, events } = readCalendar(content);
    for (const event of events) {
      const before = this.known.get(event.uid)?.event;
      // An older one may come later: mails overtake each other.
      if (before && order(event, before) < 0) continue;
      this.known.set(event.uid, { method, event });
    }
  }

  /** What its owner sees. */
  get events(): ShownEvent[] {
    return [...this.known.values()].filter(({ method }) => method !== 'CANCEL').map(({ event }) => event);
  }
}

/** By sequence, then by time stamp. */
function order(a: ShownEvent, b: ShownEvent): number {
  return a.sequence - b.sequence || Date.parse(a.changedAt) - Date.parse(b.changedAt);
}
