import type { Person, TestApp } from './app.js';
import { randomUUID } from 'node:crypto';
import type { Answer } from './caller.js';
import { insert } from './rows.js';

/** A coach with so many slots, all of them held by other clients. Returns the ids of their bookings, by slot. */
export async function fullCoach(
  app: TestApp,
  slots = 1,
): Promise<{ coach: Person; holders: Person[]; bookings: number[] }> {
  const [coach, holders] = await Promise.all([app.coach(), app.clients(slots)]);
  await coach.put('/coach/slots', { total_slots: slots });
  const bookings: number[] = [];
  for (const [index, holder] of holders.entries()) bookings.push(await app.booked(holder, coach, index + 1));
  return { coach, holders, bookings };
}

/** An entry that is offered a slot, with plain SQL. Returns its id. */
export async function offered(
  app: TestApp,
  { slot_number, ...pair }: { coach_id: number; client_id: number; slot_number: number },
): Promise<number> {
  const id = await insert(app, 'waitlist_entries', { ...pair, kind: 'slot', status: 'waiting', ...AT });
  const hold = { hold_id: randomUUID(), held_until: '2036-01-01T00:00:00Z', waitlist_entry_id: id };
  await insert(app, 'bookings', { ...pair, ...hold, kind: 'offer', slot_number, status: 'pending', ...AT });
  return id;
}

const AT = { created_at: '2026-11-01T09:00:00Z', updated_at: '2026-11-01T09:00:00Z' };

/** Joins a waitlist and returns the id of the entry. */
export async function joined(client: Person, target: object): Promise<number> {
  const { status, body }: Answer = await client.post('/bookings/waitlist', target);
  if (status !== 201) throw new Error(`not waiting: ${JSON.stringify(body)}`);
  return body.id;
}

export const entryOf = async (client: Person, id: number) => (await client.get(`/bookings/waitlist/${id}`)).body;
export const accept = (client: Person, id: number) => client.post(`/bookings/waitlist/${id}/accept`);
export const decline = (client: Person, id: number) => client.post(`/bookings/waitlist/${id}/decline`);
export const cancel = (client: Person, bookingId: number) =>
  client.put(`/bookings/bookings/${bookingId}`, { status: 'cancelled' });
