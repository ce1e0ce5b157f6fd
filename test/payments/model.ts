import type { TestApp } from '../support/app.js';

interface Percent {
  readonly late_cancellation_percent: number;
  readonly no_show_percent: number;
}

interface Paid {
  readonly id: number;
  readonly checkout_status: 'open' | 'paid' | 'returned' | 'ended';
  readonly booking_status: string;
  readonly payment_status: string;
  readonly refunded_minor: number;
  readonly cancelled_by: string | null;
  readonly is_late: boolean;
  readonly attendance: string | null;
  /** Balances of the ledger, of this checkout alone. */
  readonly provider: number;
  readonly client: number;
  readonly coach: number;
  /** What the provider's own books say. */
  readonly taken: number;
  readonly given_back: number;
  readonly waiting: number;
}

const of = (account: string) => `
  (SELECT coalesce(sum(amount), 0)::integer FROM ledger_entries e WHERE e.checkout_id = c.id AND e.account LIKE '${account}')`;

const READ = `
  SELECT c.id, c.status AS checkout_status, b.status AS booking_status, b.payment_status, b.refunded_minor, b.cancelled_by,
         b.is_late_cancellation AND b.late_fee_waived_at IS NULL AS is_late, b.attendance,
         ${of('provider:%')} AS provider, ${of('client:%')} AS client, ${of('coach:%')} AS coach,
         CASE f.status WHEN 'paid' THEN f.amount_minor ELSE 0 END AS taken, coalesce(f.refunded_minor, 0) AS given_back,
         (SELECT coalesce(sum(amount_minor), 0)::integer FROM refunds r WHERE r.checkout_id = c.id AND r.status <> 'done') AS waiting
    FROM checkouts c JOIN bookings b ON b.id = c.booking_id LEFT JOIN fake_payments f ON f.reference = 'checkout:' || c.id
   WHERE c.client_id = $1 AND c.coach_id = $2 ORDER BY c.id`;

/** What money must be where, from what happened to a booking alone. */
export class Model {
  constructor(
    private readonly price: number,
    private readonly percent: Percent,
  ) {}

  /** What the client owes in the end. */
  private owed({ checkout_status, booking_status, is_late, attendance }: Paid): number {
    const share = (percent: number) => Math.floor((this.price * percent) / 100);
    if (checkout_status === 'returned') return 0;
    if (booking_status === 'cancelled') return is_late ? share(this.percent.late_cancellation_percent) : 0;
    if (attendance === 'coach_no_show') return 0;
    return attendance === 'client_no_show' ? share(this.percent.no_show_percent) : this.price;
  }

  /** At any moment: the coach has what is owed, the client what is on its way back, the provider the rest. */
  async check(app: TestApp, clientId: number, coachId: number): Promise<void> {
    for (const paid of await app.sql<Paid>(READ, [clientId, coachId])) {
      const isIn = paid.checkout_status === 'paid' || paid.checkout_status === 'returned';
      const earned = isIn ? this.mostOwed(paid) : 0;
      expect({
        ...paid,
        coach: paid.coach,
        client: paid.client,
        sum: paid.provider + paid.client + paid.coach,
      }).toEqual({
        ...paid,
        ...{ coach: earned, client: paid.waiting, sum: 0 },
      });
    }
  }

  /** When all is done: ledger and provider agree, and nobody waits. */
  async checkEnd(app: TestApp, clientId: number, coachId: number): Promise<void> {
    await this.check(app, clientId, coachId);
    for (const paid of await app.sql<Paid>(READ, [clientId, coachId])) {
      expect({ ...paid, waiting: 0, provider: paid.given_back - paid.taken }).toEqual(paid);
    }
  }

  /** What went back stays there, though the coach corrects who came: nobody is charged twice. */
  private mostOwed(paid: Paid): number {
    if (paid.checkout_status === 'returned') return 0;
    return Math.min(this.owed(paid), this.price - paid.refunded_minor);
  }
}
