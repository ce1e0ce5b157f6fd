import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { type Task, Worker } from '../../outbox/worker.js';
import { Clock } from '../../time/clock.js';
import { refundReference } from '../domain/references.js';
import { nextRefundTry } from '../domain/refund-tries.js';
import { PaymentProvider } from '../providers/payment-provider.js';
import { ProviderError } from '../providers/provider-errors.js';
import { RefundRecordsService } from './refund-records.service.js';

const AT_ONCE = 10;
/** Longer than the provider is given for an answer, so that nobody sends it meanwhile. */
const LEASE_SECONDS = 60;

const CLAIM = `
  WITH due AS MATERIALIZED (
    SELECT id FROM refunds WHERE status = 'pending' AND due_at <= $1 ORDER BY due_at LIMIT ${AT_ONCE} FOR UPDATE SKIP LOCKED
  )
  UPDATE refunds r SET tries = r.tries + 1, due_at = $1::timestamptz + make_interval(secs => ${LEASE_SECONDS})
    FROM due, checkouts c WHERE r.id = due.id AND c.id = r.checkout_id
  RETURNING r.id, r.round, r.tries, r.amount_minor AS "amountMinor", c.currency, c.provider, c.provider_ref AS "providerRef"`;

const SENT = `UPDATE refunds SET status = 'sent', due_at = NULL, last_error = NULL WHERE id = $1 AND round = $2 AND status = 'pending'`;
/** The round is over. Unless the provider has said meanwhile that it is done: somebody else sent it, too. */
const REFUSED = `
  UPDATE refunds SET status = 'failed', round = round + 1, due_at = NULL, last_error = $3
   WHERE id = $1 AND round = $2 AND status = 'pending'`;
/** Given up without a next time: an admin looks at it. */
const LATER = `
  UPDATE refunds SET status = CASE WHEN $2::timestamptz IS NULL THEN 'failed' ELSE status END, due_at = $2, last_error = $3
   WHERE id = $1 AND status = 'pending'`;

interface DueRefund {
  readonly id: number;
  readonly round: number;
  readonly tries: number;
  readonly amountMinor: number;
  readonly currency: string;
  readonly provider: string;
  readonly providerRef: string;
}

/** Has the provider return money. Twice is harmless: the reference is the same. */
@Injectable()
export class RefundSenderService implements Task, OnModuleInit {
  readonly name = 'refunds';
  readonly due = `EXISTS (SELECT FROM refunds WHERE status = 'pending' AND due_at <= $1)`;
  private readonly logger = new Logger(RefundSenderService.name);

  constructor(
    private readonly database: Database,
    private readonly provider: PaymentProvider,
    private readonly records: RefundRecordsService,
    private readonly worker: Worker,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.worker.register(this);
  }

  async run(now: Date): Promise<boolean> {
    const due = await this.database.rows<DueRefund>(CLAIM, [now]);
    await Promise.all(due.map((refund) => this.send(refund)));
    return due.length === AT_ONCE;
  }

  private async send(refund: DueRefund): Promise<void> {
    try {
      const status = await this.ask(refund);
      if (status === 'done') await this.records.done(this.database, refund, this.clock.now());
      else await this.database.rows(SENT, [refund.id, refund.round]);
    } catch (error) {
      if (!(error instanceof ProviderError)) throw error;
      await this.note(refund, error);
    }
  }

  private async ask({ id, round, provider, providerRef, amountMinor, currency }: DueRefund): Promise<string> {
    // A server that changed its provider knows nobody who could return this.
    if (provider !== this.provider.name) throw new ProviderError('unreachable', `paid through ${provider}`);
    const wish = { reference: refundReference(id, round), providerRef, amountMinor, currency };
    return (await this.provider.refund(wish)).status;
  }

  private async note(refund: DueRefund, error: ProviderError): Promise<void> {
    const { id, round, tries } = refund;
    const now = this.clock.now();
    this.logger.warn(`${refundReference(id, round)}, try ${tries}: ${error.message}`);
    if (error.isPassing) await this.database.rows(LATER, [id, nextRefundTry(tries, now), error.message]);
    else await this.database.rows(REFUSED, [id, round, error.message]);
  }
}
