import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { PaymentNotFoundError } from '../payment-errors.js';

/** What was paid, by whom and to whom. A page that nobody paid on is no payment. */
const RECEIPT = `
  SELECT c.id, c.paid_at AS "paidAt", c.amount_minor AS "amountMinor", c.currency, client.full_name AS client, client.locale,
         coalesce(client.time_zone, s.time_zone, 'UTC') AS zone, coach.full_name AS coach, b.session_type_name AS "sessionType",
         b.scheduled_at AS "startsAt", b.ends_at AS "endsAt", q.name AS pack, q.sessions AS credits,
         (SELECT coalesce(json_agg(json_build_object('amountMinor', r.amount_minor, 'doneAt', r.done_at) ORDER BY r.id), '[]')
            FROM refunds r WHERE r.checkout_id = c.id) AS refunds
    FROM checkouts c
    JOIN users client ON client.id = c.client_id
    JOIN users coach ON coach.id = c.coach_id
    LEFT JOIN schedules s ON s.coach_id = c.coach_id
    LEFT JOIN bookings b ON b.id = c.booking_id
    LEFT JOIN pack_purchases q ON q.id = c.purchase_id
   WHERE c.id = $1 AND c.client_id = $2 AND c.paid_at IS NOT NULL`;

/** A payment as its receipt shows it. Instants are texts. */
export interface Receipt {
  readonly id: number;
  readonly paidAt: string;
  readonly amountMinor: number;
  readonly currency: string;
  readonly client: string;
  /** Of the client, who reads it. */
  readonly locale: 'en' | 'de';
  readonly zone: string;
  readonly coach: string;
  readonly sessionType: string | null;
  readonly startsAt: string | null;
  readonly endsAt: string | null;
  /** The name of the pack; null: a session was paid. */
  readonly pack: string | null;
  readonly credits: number | null;
  /** `doneAt`: null while it is on its way. */
  readonly refunds: readonly { readonly amountMinor: number; readonly doneAt: string | null }[];
}

/** Receipts of what clients paid by card. */
@Injectable()
export class ReceiptsService {
  constructor(private readonly database: Database) {}

  /** PaymentNotFoundError when it is another's, or was not paid. */
  async find(clientId: number, id: number): Promise<Receipt> {
    const [receipt] = await this.database.rows<Receipt>(RECEIPT, [id, clientId]);
    if (!receipt) throw new PaymentNotFoundError();
    return receipt;
  }
}
