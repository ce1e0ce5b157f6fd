import type { Dice } from '../../seeds/dice.js';
import type { Role } from '../../src/users/role.js';
import type { Attempt, BookingBody, HoldBody } from './history.js';
import { originOf } from './history.js';
import type { People, Person } from './people.js';
import { isActive } from './state-machine.js';

/** The number of users of each role. */
export interface Census {
  readonly coaches: number;
  readonly clients: number;
}

/** A booking that an answer has shown. */
export interface Seen {
  readonly id: number;
  readonly origin: number;
  readonly coach: Person;
  readonly client: Person;
  readonly slotNumber: number | null;
}

/** A hold that an answer has shown. */
export interface SeenHold {
  readonly id: string;
  readonly coachId: number;
  readonly client: Person;
  readonly start: string;
}

/** The number of bookings that requests choose from: few, so that they collide. */
const IN_PLAY = 60;
const HOLDS_IN_PLAY = 20;

/** The users and the known bookings. Each deed chooses from them. */
export class World {
  readonly suspended: Person[] = [];
  private readonly bookings = new Map<number, Seen>();
  private readonly holds = new Map<string, SeenHold>();

  private constructor(
    readonly people: People,
    readonly coaches: Person[],
    readonly clients: Person[],
    readonly admin: Person,
  ) {}

  static async settle(people: People, { coaches, clients }: Census): Promise<World> {
    return new World(
      people,
      await people.recruitAll('coach', coaches),
      await people.recruitAll('client', clients),
      await people.recruit('admin'),
    );
  }

  booking(dice: Dice): Seen | undefined {
    return this.bookings.size === 0 ? undefined : dice.pick([...this.bookings.values()]);
  }

  hold(dice: Dice): SeenHold | undefined {
    return this.holds.size === 0 ? undefined : dice.pick([...this.holds.values()]);
  }

  /** Learns from the answer of an attempt. */
  async learn(attempt: Attempt): Promise<void> {
    const { deed, outcome, body, status } = attempt;
    this.learnHold(attempt);
    if (deed.strikes?.forGood && outcome !== 'refused') await this.replace(deed.strikes.person);
    if (deed.restores && outcome === 'ok') await this.people.login(deed.restores);
    if (deed.restores && outcome === 'unknown') this.suspended.push(deed.restores);
    if (outcome === 'refused' && status === 401 && deed.bookingId !== undefined) this.bookings.delete(deed.bookingId);
    if (outcome !== 'ok') return;
    for (const booking of bookingsIn(body)) this.see(booking);
  }

  private learnHold({ deed: { claim, holdId = '', by }, outcome, body }: Attempt): void {
    // Refused to its owner: it is gone, or they are.
    if (outcome !== 'refused' || this.holds.get(holdId)?.client === by) this.holds.delete(holdId);
    if (claim?.kind !== 'hold' || claim.start === null || outcome !== 'ok') return;
    const { id } = body as HoldBody;
    this.holds.set(id, { id, coachId: claim.coachId, client: by, start: claim.start });
    const [oldest] = this.holds.keys();
    if (this.holds.size > HOLDS_IN_PLAY && oldest !== undefined) this.holds.delete(oldest);
  }

  private see({ id, coach_id, client_id, status, notes, slot_number }: BookingBody): void {
    const coach = this.coaches.find((person) => person.id === coach_id);
    const client = this.clients.find((person) => person.id === client_id);
    const origin = originOf(notes);
    if (coach && client && origin !== undefined && isActive(status)) {
      this.bookings.set(id, { id, origin, coach, client, slotNumber: slot_number });
    } else {
      this.bookings.delete(id);
    }
    const [oldest] = this.bookings.keys();
    if (this.bookings.size > IN_PLAY && oldest !== undefined) this.bookings.delete(oldest);
  }

  private async replace(person: Person): Promise<void> {
    const all = this.of(person.role);
    const index = all.indexOf(person);
    if (index !== -1) all[index] = await this.people.recruit(person.role);
  }

  private of(role: Role): Person[] {
    return role === 'coach' ? this.coaches : this.clients;
  }
}

/** The bookings that an answer shows. */
export function bookingsIn(body: unknown): readonly BookingBody[] {
  return [body]
    .flat()
    .filter((one) => typeof one === 'object' && one !== null && 'slot_number' in one) as BookingBody[];
}
