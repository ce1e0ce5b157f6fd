import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { PaymentProvider } from '../providers/payment-provider.js';
import { type Difference, differencesOn, type Movement } from './domain/differences.js';

/** Providers repeat a webhook for three days, so the ledger may have a movement so much later. */
const LATE_DAYS = 3;

/** What the ledger says of a provider's account, but for refunds that the provider took back: it does not list those either. */
const LEDGER = `
  SELECT CASE WHEN from_account = $1 THEN 'charge' ELSE 'refund' END AS kind,
         CASE WHEN from_account = $1 THEN 'checkout:' || checkout_id ELSE reason END AS reference,
         reason AS id, amount::float8 AS "amountMinor", unit AS currency, at
    FROM transfers t
   WHERE (from_account = $1 OR to_account = $1) AND at >= $2 AND at < $3 AND reason NOT LIKE 'refund:%:failed'
     AND NOT EXISTS (SELECT FROM transfers back WHERE back.reason = t.reason || ':failed')
   ORDER BY at, id`;

/** Compares the ledger with the provider's own books. */
@Injectable()
export class ReconcilingService {
  constructor(
    private readonly database: Database,
    private readonly provider: PaymentProvider,
  ) {}

  get providerName(): string {
    return this.provider.name;
  }

  /** The differences of a UTC day. Throws a ProviderError. */
  async compare(day: string): Promise<Difference[]> {
    const [from, until] = [dayAfter(day, -1), dayAfter(day, LATE_DAYS + 1)];
    const account = `provider:${this.provider.name}`;
    const ledger = await this.database.rows<Movement>(LEDGER, [account, `${from}T00:00:00Z`, `${until}T00:00:00Z`]);
    const theirs: Movement[] = [];
    for (let days = -LATE_DAYS; days <= 1; days++) {
      theirs.push(...(await this.provider.transactionsOf(dayAfter(day, days))));
    }
    return differencesOn(
      day,
      ledger.map((row) => ({ ...row, at: new Date(row.at) })),
      theirs,
    );
  }
}

function dayAfter(day: string, days: number): string {
  const at = new Date(`${day}T00:00:00Z`);
  at.setUTCDate(at.getUTCDate() + days);
  return at.toISOString().slice(0, 10);
}
