import type { Dice } from '../../seeds/dice.js';
import { type Claim, type Deed, notesOf } from './history.js';
import type { Person } from './people.js';
import type { Change } from './state-machine.js';
import type { Seen, World } from './world.js';

const HALF_HOUR = 1_800_000;
/** Few enough for sessions to collide. */
const TIMES = 96;
const REASON = 'Something came up.';
/** At most this many users are suspended at once: otherwise nothing could be booked. */
const SUSPENDED = 3;

interface Choice {
  readonly weight: number;
  /** Null when nobody can do it now. */
  readonly choose: (world: World, dice: Dice, number: number) => Deed | null;
}

const CHOICES: readonly Choice[] = [
  { weight: 22, choose: bookSlot },
  { weight: 18, choose: bookTime },
  { weight: 9, choose: hold },
  { weight: 7, choose: bookHeld },
  { weight: 2, choose: release },
  { weight: 5, choose: ofBooking(bookFor) },
  { weight: 13, choose: ofBooking((seen) => change('confirm', seen.coach, seen, { status: 'confirmed' })) },
  { weight: 7, choose: ofBooking((seen) => change('complete', seen.coach, seen, { status: 'completed' })) },
  { weight: 7, choose: ofBooking((seen, _world, dice) => cancel('cancel (client)', seen.client, seen, dice)) },
  { weight: 4, choose: ofBooking((seen, _world, dice) => cancel('cancel (coach)', seen.coach, seen, dice)) },
  { weight: 2, choose: ofBooking((seen, world, dice) => cancel('cancel (admin)', world.admin, seen, dice)) },
  { weight: 7, choose: ofBooking(reschedule) },
  { weight: 3, choose: ofBooking(confirmAnew) },
  { weight: 8, choose: ofBooking((seen, _world, dice) => move('move (client)', seen.client, seen, dice)) },
  { weight: 4, choose: ofBooking((seen, _world, dice) => move('move (coach)', seen.coach, seen, dice)) },
  { weight: 1, choose: ofBooking((seen, world, dice) => move('move (admin)', world.admin, seen, dice)) },
  { weight: 7, choose: ofBooking((seen, _world, dice) => read(seen, dice.pick([seen.coach, seen.client]))) },
  { weight: 5, choose: calendar },
  { weight: 3, choose: browse },
  { weight: 2, choose: ofBooking(trespass) },
];

const ADMINISTRATION: readonly Choice[] = [
  { weight: 2.7, choose: suspendOrRestore },
  { weight: 0.3, choose: remove },
];

/** Chooses the next deed. `administers`: users are also deactivated, reactivated and deleted. */
export function nextDeed(world: World, dice: Dice, number: number, administers: boolean): Deed {
  const choices = administers ? [...CHOICES, ...ADMINISTRATION] : CHOICES;
  let rest = dice.fraction() * choices.reduce((sum, { weight }) => sum + weight, 0);
  const choice = choices.find(({ weight }) => (rest -= weight) < 0);
  return choice?.choose(world, dice, number) ?? bookSlot(world, dice, number);
}

function ofBooking(choose: (seen: Seen, world: World, dice: Dice, number: number) => Deed): Choice['choose'] {
  return (world, dice, number) => {
    const seen = world.booking(dice);
    return seen ? choose(seen, world, dice, number) : null;
  };
}

function bookSlot({ clients, coaches }: World, dice: Dice, number: number): Deed {
  const slotNumber = 1 + Math.floor(dice.between(0, 10));
  const start = dice.chance(0.6) ? time(dice) : null;
  return book('book', dice.pick(clients), { coachId: dice.pick(coaches).id, slotNumber, start }, number);
}

function bookTime({ clients, coaches }: World, dice: Dice, number: number): Deed {
  const asked = { coachId: dice.pick(coaches).id, slotNumber: null, start: time(dice) };
  return book('book a time', dice.pick(clients), asked, number);
}

/** Mostly by its owner at its time. Anybody else, and any other time, must be refused. */
function bookHeld(world: World, dice: Dice, number: number): Deed | null {
  const held = world.hold(dice);
  if (!held) return null;
  const by = dice.chance(0.15) ? dice.pick(world.clients) : held.client;
  const start = dice.chance(0.1) ? time(dice) : held.start;
  return book('book a hold', by, { coachId: held.coachId, slotNumber: null, start }, number, held.id);
}

type Asked = Pick<Claim, 'coachId' | 'slotNumber' | 'start'>;

function book(name: string, by: Person, asked: Asked, number: number, holdId?: string): Deed {
  const { coachId, slotNumber, start } = asked;
  const body = {
    coach_id: coachId,
    notes: notesOf(number),
    ...(slotNumber !== null && { slot_number: slotNumber }),
    ...(start !== null && { scheduled_at: start }),
    ...(holdId !== undefined && { hold_id: holdId }),
  };
  const question = { method: 'POST', path: '/bookings/book', body } as const;
  const claim: Claim = { kind: 'booking', clientId: by.id, ...asked };
  return { name, route: 'POST /bookings/book', by, question, claim, ...(holdId !== undefined && { holdId }) };
}

function hold({ clients, coaches }: World, dice: Dice): Deed {
  const [by, coachId, start] = [dice.pick(clients), dice.pick(coaches).id, time(dice)];
  const question = {
    method: 'POST',
    path: '/bookings/holds',
    body: { coach_id: coachId, scheduled_at: start },
  } as const;
  const claim: Claim = { kind: 'hold', clientId: by.id, coachId, slotNumber: null, start };
  return { name: 'hold', route: 'POST /bookings/holds', by, question, claim };
}

function release(world: World, dice: Dice): Deed | null {
  const held = world.hold(dice);
  if (!held) return null;
  const by = dice.chance(0.2) ? dice.pick(world.clients) : held.client;
  const question = { method: 'DELETE', path: `/bookings/holds/${held.id}` } as const;
  return { name: 'release', route: 'DELETE /bookings/holds/{id}', by, question, holdId: held.id };
}

/** The coach books for the client of one of their bookings. */
function bookFor({ coach, client }: Seen, _world: World, dice: Dice, number: number): Deed {
  const start = time(dice);
  const body = { client_id: client.id, scheduled_at: start, notes: notesOf(number) };
  const question = { method: 'POST', path: '/coach/bookings', body } as const;
  const claim: Claim = { kind: 'booking', clientId: client.id, coachId: coach.id, slotNumber: null, start };
  return { name: 'book for a client', route: 'POST /coach/bookings', by: coach, question, claim };
}

function claimOf(kind: Claim['kind'], { coach, client, slotNumber }: Seen, start: string): Claim {
  return { kind, coachId: coach.id, clientId: client.id, slotNumber, start };
}

function move(name: string, by: Person, seen: Seen, dice: Dice): Deed {
  const start = time(dice);
  const question = {
    method: 'POST',
    path: `/bookings/bookings/${seen.id}/move`,
    body: { scheduled_at: start },
  } as const;
  const route = 'POST /bookings/bookings/{id}/move';
  return { name, route, by, question, bookingId: seen.id, claim: claimOf('move', seen, start) };
}

function change(name: string, by: Person, seen: Seen, wanted: Change): Deed {
  const question = { method: 'PUT', path: `/bookings/bookings/${seen.id}`, body: wanted } as const;
  const claim = wanted.scheduled_at ? { claim: claimOf('change', seen, wanted.scheduled_at) } : {};
  return { name, route: 'PUT /bookings/bookings/{id}', by, question, bookingId: seen.id, change: wanted, ...claim };
}

function cancel(name: string, by: Person, seen: Seen, dice: Dice): Deed {
  return change(name, by, seen, { status: 'cancelled', ...(dice.chance(0.5) && { reason: REASON }) });
}

function reschedule(seen: Seen, _world: World, dice: Dice, number: number): Deed {
  const scheduled_at = dice.chance(0.1) ? null : time(dice);
  const wanted = dice.chance(0.5) ? { scheduled_at } : { scheduled_at, notes: notesOf(seen.origin, number) };
  return change('reschedule', seen.coach, seen, wanted);
}

/** Changes status, time and notes in one request: no reader may see only a part of it. */
function confirmAnew(seen: Seen, _world: World, dice: Dice, number: number): Deed {
  const wanted = { status: 'confirmed', scheduled_at: time(dice), notes: notesOf(seen.origin, number) } as const;
  return change('confirm and reschedule', seen.coach, seen, wanted);
}

function read({ id }: Seen, by: Person): Deed {
  const question = { method: 'GET', path: `/bookings/bookings/${id}` } as const;
  return { name: 'read', route: 'GET /bookings/bookings/{id}', by, question, bookingId: id };
}

function calendar({ coaches }: World, dice: Dice): Deed {
  const question = {
    method: 'GET',
    path: `/bookings/coach/bookings?status=${dice.pick(['pending', 'confirmed'])}`,
  } as const;
  return { name: 'calendar', route: 'GET /bookings/coach/bookings', by: dice.pick(coaches), question };
}

function browse({ clients }: World, dice: Dice): Deed {
  const question = { method: 'GET', path: '/bookings/coaches' } as const;
  return { name: 'browse', route: 'GET /bookings/coaches', by: dice.pick(clients), question };
}

/** A client tries to confirm, or a stranger to cancel. */
function trespass(seen: Seen, { coaches, clients }: World, dice: Dice): Deed {
  const strangers = [...coaches, ...clients].filter((person) => person !== seen.coach && person !== seen.client);
  const deed = dice.chance(0.5)
    ? change('trespass', seen.client, seen, { status: 'confirmed' })
    : change('trespass', dice.pick(strangers), seen, { status: 'cancelled' });
  return { ...deed, forbidden: true };
}

function suspendOrRestore(world: World, dice: Dice): Deed {
  const { suspended, admin } = world;
  const back = suspended.length === SUSPENDED || dice.chance(0.5) ? suspended.shift() : undefined;
  if (back) return { ...ofUser('reactivate', admin, back, true), restores: back };
  const person = someone(world, dice);
  suspended.push(person);
  return { ...ofUser('deactivate', admin, person, false), strikes: { person, forGood: false } };
}

function ofUser(name: string, by: Person, { id }: Person, is_active: boolean): Deed {
  const question = { method: 'PUT', path: `/admin/users/${id}`, body: { is_active } } as const;
  return { name, route: 'PUT /admin/users/{user_id}', by, question };
}

function remove(world: World, dice: Dice): Deed | null {
  const person = someone(world, dice);
  if (world.suspended.includes(person)) return null;
  const question = { method: 'DELETE', path: `/admin/users/${person.id}` } as const;
  const strikes = { person, forGood: true };
  return { name: 'delete', route: 'DELETE /admin/users/{user_id}', by: world.admin, question, strikes };
}

const someone = ({ coaches, clients }: World, dice: Dice) => dice.pick(dice.chance(0.2) ? coaches : clients);

/** One of TIMES half hours, from tomorrow on. */
function time(dice: Dice): string {
  const tomorrow = Math.ceil(Date.now() / 86_400_000) * 86_400_000 + 86_400_000;
  return new Date(tomorrow + Math.floor(dice.between(0, TIMES)) * HALF_HOUR).toISOString();
}
