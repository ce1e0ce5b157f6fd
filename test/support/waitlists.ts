import type { Person, TestApp } from './app.js';
import type { Answer } from './caller.js';

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
