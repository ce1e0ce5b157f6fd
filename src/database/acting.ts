import type { Handle, Transaction } from './database.js';

/** Who changes rows: someone, as whom, and in which request. */
export interface Acting {
  readonly id: number;
  readonly role: string;
  readonly requestId?: string;
}

/** Somebody, or the platform: because time has passed, or because somebody promised it before. */
export type AnyActing = Acting | { readonly id: null; readonly role: 'system' };

/**
 * The value of `app.actor`, from which triggers learn who acts. Those of bookings note `system` without it; those of the admin audit note
 * what admins do.
 */
export function actorText(acting: AnyActing): string {
  if (acting.id === null) return '';
  const { id, role, requestId = '' } = acting;
  return `${id} ${role} ${requestId}`.trimEnd();
}

/** For the rest of the transaction. */
export async function actAs(tx: Transaction, acting: AnyActing): Promise<void> {
  await tx.rows(`SELECT set_config('app.actor', $1, true)`, [actorText(acting)]);
}

/** For writes of which no trigger but the admin audit asks who acts: an admin's run in a transaction that says so, all others as they are. */
export function asActor<Result>(db: Handle, acting: Acting, write: (db: Handle) => Promise<Result>): Promise<Result> {
  if (acting.role !== 'admin') return write(db);
  return db.transaction(async (tx) => {
    await actAs(tx, acting);
    return write(tx);
  });
}
