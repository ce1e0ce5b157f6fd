import { Injectable } from '@nestjs/common';
import type { Transaction } from '../database/database.js';
import type { Actor } from '../outbox/events.js';
import type { EventType } from '../outbox/event-types.js';
import { Outbox } from '../outbox/outbox.service.js';

const CHECKOUT = `SELECT coach_id, client_id, booking_id, purchase_id, currency, amount_minor FROM checkouts WHERE id = $1`;

interface CheckoutIds {
  readonly coach_id: number;
  readonly client_id: number;
  readonly booking_id: number | null;
  readonly purchase_id: number | null;
  readonly currency: string;
  readonly amount_minor: number;
}

const SYSTEM: Actor = { id: null, role: 'system' };

/** Notes what happened to payments by card, for those who are told. */
@Injectable()
export class PaymentEventsService {
  constructor(private readonly outbox: Outbox) {}

  /** `amount`: of all that was paid, unless it is less. */
  async record(
    tx: Transaction,
    type: EventType & `payment.${string}`,
    checkoutId: number,
    amount?: number,
  ): Promise<void> {
    const checkout = await tx.one<CheckoutIds>(CHECKOUT, [checkoutId]);
    const actor: Actor = type === 'payment.received' ? { id: checkout.client_id, role: 'client' } : SYSTEM;
    const data = { ...checkout, amount_minor: amount ?? checkout.amount_minor };
    await this.outbox.record(tx, { type, subjectKind: 'payment', subjectId: checkoutId, actor, data });
  }
}
