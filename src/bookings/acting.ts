import type { Transaction } from '../database/database.js';
import type { BookingActor } from './domain/booking-status.js';

/** Who changes bookings: someone, as whom. */
export interface Acting {
  readonly id: number;
  readonly role: BookingActor;
}

/** The value of `app.actor`, from which the triggers of bookings learn who acts. Without it they note `system`. */
export const actorText = ({ id, role }: Acting) => `${id} ${role}`;

/** For the rest of the transaction. */
export async function actAs(tx: Transaction, acting: Acting): Promise<void> {
  await tx.rows(`SELECT set_config('app.actor', $1, true)`, [actorText(acting)]);
}
