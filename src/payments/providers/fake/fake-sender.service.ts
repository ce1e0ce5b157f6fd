import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Config } from '../../../config/config.js';
import { Database } from '../../../database/database.js';
import { type Task, Worker } from '../../../outbox/worker.js';
import { OutgoingClient } from '../../../outgoing/outgoing-client.js';
import { Clock } from '../../../time/clock.js';
import { FakeAddress } from './fake-address.js';
import { fakeKeyOf, signatureOf } from './fake-signature.js';

const AT_ONCE = 10;
const LEASE_SECONDS = 30;
const TIMEOUT_MS = 5_000;
const BOUNDS = { timeoutMs: TIMEOUT_MS, maxBytes: 4096, whenTooLarge: 'cut' } as const;

/** A failure is repeated after a second, then two, four and so on, up to about four minutes. */
const MOST_DOUBLINGS = 8;

const CLAIM = `
  WITH due AS MATERIALIZED (
    SELECT reference, kind FROM fake_payment_events WHERE sent_at IS NULL AND due_at <= $1
     ORDER BY due_at LIMIT ${AT_ONCE} FOR UPDATE SKIP LOCKED)
  UPDATE fake_payment_events e SET attempts = e.attempts + 1, due_at = $1::timestamptz + make_interval(secs => ${LEASE_SECONDS})
    FROM due, fake_payments p
   WHERE (e.reference, e.kind) = (due.reference, due.kind) AND p.ref = e.ref
  RETURNING e.reference, e.kind, e.ref, e.amount_minor AS "amountMinor", e.attempts, p.currency`;

const SENT = `UPDATE fake_payment_events SET sent_at = $3 WHERE reference = $1 AND kind = $2`;
const AGAIN = `UPDATE fake_payment_events SET due_at = $3 WHERE reference = $1 AND kind = $2 AND sent_at IS NULL`;

interface Claimed {
  readonly reference: string;
  readonly kind: string;
  readonly ref: string;
  readonly amountMinor: number;
  readonly attempts: number;
  readonly currency: string;
}

/** Tells us what became of payments, as a provider does: over HTTP, signed, and again until we answer 2xx. */
@Injectable()
export class FakeSenderService implements Task, OnModuleInit {
  readonly name = 'fake payments';
  readonly due = `EXISTS (SELECT FROM fake_payment_events WHERE sent_at IS NULL AND due_at <= $1)`;
  /** It reaches this machine: the messages go to ourselves. */
  private readonly client = new OutgoingClient({ allowsLoopback: true, proxy: null });

  constructor(
    private readonly config: Config,
    private readonly database: Database,
    private readonly address: FakeAddress,
    private readonly worker: Worker,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.worker.register(this);
  }

  async run(now: Date): Promise<boolean> {
    const claimed = await this.database.rows<Claimed>(CLAIM, [now]);
    await Promise.all(claimed.map((event) => this.send(event)));
    return claimed.length === AT_ONCE;
  }

  private async send(event: Claimed): Promise<void> {
    const { reference, kind, attempts } = event;
    const isTaken = await this.isTaken(event);
    const now = this.clock.now();
    const next = new Date(now.getTime() + 1000 * 2 ** Math.min(attempts - 1, MOST_DOUBLINGS));
    if (isTaken) await this.database.rows(SENT, [reference, kind, now]);
    else await this.database.rows(AGAIN, [reference, kind, next]);
  }

  private async isTaken(event: Claimed): Promise<boolean> {
    const body = fakeMessage(event);
    const signature = signatureOf(body, fakeKeyOf(this.config.secret), this.clock.real());
    const headers = { 'content-type': 'application/json', 'fake-signature': signature };
    try {
      const answer = await this.client.send({ url: this.address.webhook, method: 'POST', headers, body, ...BOUNDS });
      return answer.status >= 200 && answer.status < 300;
    } catch {
      return false;
    }
  }
}

/** The body of a message: its id is the same in every try. */
function fakeMessage({ reference, kind, ref, amountMinor, currency }: Claimed): string {
  const about = { kind, provider_ref: ref, reference, amount_minor: amountMinor, currency };
  return JSON.stringify({ event_id: `${kind}:${reference}`, ...about });
}
