import { setImmediate } from 'node:timers/promises';
import { merged, type Range } from '../../../availability/domain/schedule.js';
import { eventOf, type FeedEvent } from './event.js';
import { blocksOf, NoCalendarError } from './event-lines.js';
import type { Moment } from './moment.js';
import { occurrencesOf } from './occurrences.js';
import { ZoneNames } from './zone-names.js';

const MOST_EVENTS = 20_000;
const MOST_OCCURRENCES = 50_000;
/** So long it works before other requests get their turn. */
const TURN_MS = 10;
/** Of work, for the whole feed: a feed that takes longer is made to. */
const MOST_WORK_MS = 5_000;

/** Why a feed as a whole cannot be used. */
export type FeedFault = 'no-calendar' | 'too-many-events';

export class FeedFaultError extends Error {
  constructor(readonly fault: FeedFault) {
    super(fault);
  }
}

/** What decides how a feed is read. Instants are minutes since 1970. */
export interface FeedContext {
  /** The coach's: for whole days, and for times whose zone nobody knows. */
  readonly zone: string;
  readonly window: Range;
  /** Whether an event is one of our own, which came here through somebody's calendar: sessions block their times themselves. */
  readonly isOurs: (uid: string) => boolean;
}

export interface BusyFeed {
  /** In order and apart, in minutes since 1970. */
  readonly ranges: readonly Range[];
  /** Events that could not be read. */
  readonly leftOut: number;
}

/** Reads when a calendar makes busy. Throws a FeedFaultError. */
export async function readFeed(text: string, context: FeedContext): Promise<BusyFeed> {
  const turns = new Turns();
  const zones = new ZoneNames(context.zone);
  const { events, broken } = await eventsOf(text, zones, turns);
  const replaced = replacedBy(events);
  const found: Range[] = [];
  let leftOut = broken;
  for (const event of events) {
    await turns.next();
    if (!event.isBusy || context.isOurs(event.uid)) continue;
    const ranges = attempt(() => occurrencesOf(event, replaced.get(event.uid) ?? [], context.window));
    if (ranges === null) leftOut++;
    else found.push(...ranges);
    if (found.length > MOST_OCCURRENCES) throw new FeedFaultError('too-many-events');
  }
  return { ranges: merged(found), leftOut };
}

async function eventsOf(text: string, zones: ZoneNames, turns: Turns) {
  const kept: (readonly string[])[] = [];
  let broken = 0;
  try {
    for (const block of blocksOf(text)) {
      await turns.next();
      if (block.kind === 'zone') zones.learn(block.name, block.place);
      else if (block.lines === null) broken++;
      else if (kept.push(block.lines) > MOST_EVENTS) throw new FeedFaultError('too-many-events');
    }
  } catch (error) {
    throw error instanceof NoCalendarError ? new FeedFaultError('no-calendar') : error;
  }
  const events: FeedEvent[] = [];
  for (const lines of kept) {
    await turns.next();
    const event = attempt(() => eventOf(lines, zones));
    if (event === null) broken++;
    else events.push(event);
  }
  return { events, broken };
}

/** The repetitions that events replace, by the id that they share. */
function replacedBy(events: readonly FeedEvent[]): Map<string, Moment[]> {
  const replaced = new Map<string, Moment[]>();
  for (const { uid, replaces } of events) {
    if (replaces === null) continue;
    const others = replaced.get(uid);
    if (others) others.push(replaces);
    else replaced.set(uid, [replaces]);
  }
  return replaced;
}

/** Null when the calendar's text makes the libraries throw: each event is on its own. */
function attempt<Result>(read: () => Result): Result | null {
  try {
    return read();
  } catch {
    return null;
  }
}

/** Lets other requests come in between. Throws a FeedFaultError when the work never ends. */
class Turns {
  private began = performance.now();
  private worked = 0;

  async next(): Promise<void> {
    const turn = performance.now() - this.began;
    if (turn < TURN_MS) return;
    this.worked += turn;
    if (this.worked > MOST_WORK_MS) throw new FeedFaultError('too-many-events');
    await setImmediate();
    this.began = performance.now();
  }
}
