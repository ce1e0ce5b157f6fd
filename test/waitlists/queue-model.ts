import type { WaitKind, WaitStatus } from '../../src/waitlist/domain/wait-target.js';

export const OFFER_MINUTES = 120;
/** Active bookings of a client with the coach. */
export const LIMIT = 3;

interface Entry {
  readonly id: number;
  readonly client: number;
  readonly kind: WaitKind;
  status: WaitStatus;
}

/** A slot, a time or a seat. `until` is the end of an offer, in minutes; null for a booking. */
interface Thing {
  readonly kind: WaitKind;
  /** Which slot or time; seats are alike. */
  readonly number: number;
  client: number | null;
  until: number | null;
  entry: Entry | null;
}

/** What waitlists promise, in the simplest words: one coach, and clients by their index. Nothing happens at once. */
export class QueueModel {
  readonly entries: Entry[] = [];
  readonly things: Thing[];
  readonly idle = new Set<number>();
  /** Clients who have another session at the time of the group session. */
  readonly busy = new Set<number>();
  isCoachActive = true;

  constructor(counts: Readonly<Record<WaitKind, number>>) {
    this.things = Object.entries(counts).flatMap(([kind, count]) =>
      Array.from({ length: count }, (_, index) => ({
        ...{ kind: kind as WaitKind, number: index + 1, client: null, until: null, entry: null },
      })),
    );
  }

  live(client: number, kind: WaitKind): Entry | undefined {
    return this.entries.find((entry) => entry.client === client && entry.kind === kind && isLive(entry));
  }

  bookingsOf(client: number): Thing[] {
    return this.things.filter((thing) => thing.client === client && thing.until === null);
  }

  free(kind: WaitKind): Thing[] {
    return this.things.filter((thing) => thing.kind === kind && thing.client === null);
  }

  /** Whether joining succeeds; `id` is the new entry's. */
  canJoin(client: number, kind: WaitKind): boolean {
    const isFull = kind === 'time' || this.free(kind).length === 0;
    const hasSeat = kind === 'seat' && this.bookingsOf(client).some((thing) => thing.kind === 'seat');
    return this.isCoachActive && !this.live(client, kind) && isFull && !hasSeat;
  }

  join(client: number, kind: WaitKind, id: number): void {
    this.entries.push({ id, client, kind, status: 'waiting' });
  }

  /** What a client would get who books; undefined when they are refused. */
  bookable(client: number, kind: WaitKind, number: number): Thing | undefined {
    const hasSeat = kind === 'seat' && this.bookingsOf(client).some((thing) => thing.kind === 'seat');
    if (!this.isCoachActive || hasSeat || !this.canTake(client, kind)) return undefined;
    const isMeant = (thing: Thing) => thing.kind === kind && (kind === 'seat' || thing.number === number);
    return (
      this.things.find((thing) => isMeant(thing) && thing.client === client && thing.until !== null) ??
      this.things.find((thing) => isMeant(thing) && thing.client === null)
    );
  }

  /** A seat that is booked ends the wait for it; waiting for a slot or a time goes on, unless the offer was used. */
  book(client: number, thing: Thing): void {
    const entry = thing.entry ?? (thing.kind === 'seat' ? this.live(client, 'seat') : undefined);
    if (entry) entry.status = 'booked';
    Object.assign(thing, { client, until: null, entry: null });
  }

  offerOf(entry: Entry): Thing | undefined {
    return this.things.find((thing) => thing.entry === entry);
  }

  /** Ends an entry, or only its offer; what was offered goes on. */
  end(entry: Entry, status: WaitStatus, now: number): void {
    const thing = this.offerOf(entry);
    entry.status = status;
    if (thing) this.release(thing, now, status === 'waiting' ? entry : null);
  }

  release(thing: Thing, now: number, passed: Entry | null = null): void {
    Object.assign(thing, { client: null, until: null, entry: null });
    if (thing.kind === 'slot') this.offer(thing, now, passed);
    if (thing.kind === 'seat') this.offerAll('seat', now, passed);
  }

  /** Time passes: offers lapse, whoever was passed over is looked at again, and times are offered. */
  pass(now: number): void {
    for (const entry of this.entries) {
      const { until = null } = this.offerOf(entry) ?? {};
      if (until !== null && until <= now) this.end(entry, 'expired', now);
    }
    this.offerAll('slot', now);
    this.offerAll('seat', now);
    this.offerTimes(now);
  }

  offerAll(kind: WaitKind, now: number, passed: Entry | null = null): void {
    for (const thing of this.free(kind)) this.offer(thing, now, passed);
  }

  takeBack(isTaken: (entry: Entry) => boolean, now: number): void {
    for (const entry of this.entries) if (entry.status === 'offered' && isTaken(entry)) this.end(entry, 'waiting', now);
  }

  private offerTimes(now: number): void {
    if (!this.isCoachActive) return;
    for (const entry of this.entries.filter(({ kind, status }) => kind === 'time' && status === 'waiting')) {
      const onOffer = this.things.filter(({ kind, until }) => kind === 'time' && until !== null).length;
      const [first] = this.free('time');
      const most = Math.max(1, Math.floor((this.free('time').length + onOffer) / 3));
      if (first && onOffer < most && this.canTake(entry.client, 'time')) this.give(first, entry, now);
    }
  }

  private offer(thing: Thing, now: number, passed: Entry | null): void {
    const { kind } = thing;
    const next = this.entries.find(
      (entry) =>
        entry.kind === kind && entry.status === 'waiting' && entry !== passed && this.canTake(entry.client, kind),
    );
    if (next && this.isCoachActive) this.give(thing, next, now);
  }

  private give(thing: Thing, entry: Entry, now: number): void {
    entry.status = 'offered';
    Object.assign(thing, { client: entry.client, until: now + OFFER_MINUTES, entry });
  }

  private canTake(client: number, kind: WaitKind): boolean {
    if (this.idle.has(client)) return false;
    return kind === 'seat' ? !this.busy.has(client) : this.bookingsOf(client).length < LIMIT;
  }
}

const isLive = ({ status }: Entry) => status === 'waiting' || status === 'offered';
