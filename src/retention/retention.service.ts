import { Injectable } from '@nestjs/common';
import { Config } from '../config/config.js';
import { Database } from '../database/database.js';
import { type Rule, RULES } from './retention-rules.js';
import { type Place, UnusedAccountsService } from './unused-accounts.service.js';

const DAY_MS = 86_400_000;
/** Rows of one statement: it is done long before a statement times out. */
const BATCH = 1_000;
/** Accounts that one batch deletes: each takes some forty statements. */
const ACCOUNTS = 20;
const MOST_COUNTED = 100_000;

/** What one batch did. */
export interface Swept {
  readonly removed: number;
  /** Whether nothing old is left, not even what another process locks to delete it. */
  readonly isDone: boolean;
  /** Whether another batch at once would do more. */
  readonly hasMore: boolean;
}

/** A rule that is on. */
export interface KeptRule extends Rule {
  readonly days: number;
}

const IS_OWNER = `
  SELECT pg_has_role(current_user, relowner, 'USAGE') AS "isOwner" FROM pg_class WHERE oid = $1::regclass`;

/** Deletes what is older than its rule says. */
@Injectable()
export class RetentionService {
  /** The rules that are on. */
  readonly rules: readonly KeptRule[];
  /** Where the look through the accounts goes on; undefined at its beginning. */
  private place: Place | undefined;

  constructor(
    { retention }: Config,
    private readonly database: Database,
    private readonly accounts: UnusedAccountsService,
  ) {
    this.rules = RULES.flatMap((rule) => {
      const days = retention[rule.name];
      return days === null ? [] : [{ ...rule, days }];
    });
  }

  /** How many rows are too old; counted as far as a hundred thousand. */
  async count({ old, days }: KeptRule, now: Date): Promise<number> {
    const limit = before(days, now);
    if (old === null) return this.countAccounts(limit);
    const statement = `SELECT count(*)::integer AS count FROM (${old(MOST_COUNTED)}) old`;
    return (await this.database.one<{ count: number }>(statement, [limit])).count;
  }

  /** Deletes one batch of what is too old, and leaves out what somebody else locks. */
  async sweep(rule: KeptRule, now: Date): Promise<Swept> {
    const limit = before(rule.days, now);
    if (rule.old === null) return this.sweepAccounts(limit);
    const removed = await this.sweepRows(rule, rule.old(BATCH), limit);
    const [left] = await this.database.rows(rule.old(1), [limit]);
    return { removed, isDone: left === undefined, hasMore: left !== undefined && removed > 0 };
  }

  /** Whether this database role may delete the rows of a rule. */
  async mayApply({ isByCommand, table }: Rule): Promise<boolean> {
    return isByCommand !== true || (await this.database.one<{ isOwner: boolean }>(IS_OWNER, [table])).isOwner;
  }

  private async sweepRows({ name, table, isByCommand }: KeptRule, old: string, limit: Date): Promise<number> {
    const statement = `
      DELETE FROM ${table} WHERE id IN (
        SELECT id FROM ${table} WHERE id = ANY (ARRAY(${old})) FOR UPDATE SKIP LOCKED) RETURNING id`;
    return this.database.transaction(async (tx) => {
      if (isByCommand) await tx.rows(`SELECT set_config('app.retention', $1, true)`, [name]);
      return (await tx.rows(statement, [limit])).length;
    });
  }

  private async countAccounts(limit: Date): Promise<number> {
    let count = 0;
    for (let place: Place | null | undefined; place !== null;) {
      const { unused, next } = await this.accounts.look(limit, place);
      count += unused.length;
      place = next;
    }
    return count;
  }

  private async sweepAccounts(limit: Date): Promise<Swept> {
    const { unused, next } = await this.accounts.look(limit, this.place);
    const batch = unused.slice(0, ACCOUNTS);
    let removed = 0;
    for (const { id } of batch) if (await this.accounts.delete(id)) removed++;
    const place = batch.length < unused.length ? batch.at(-1) : (next ?? undefined);
    this.place = place;
    return { removed, isDone: place === undefined, hasMore: place !== undefined };
  }
}

const before = (days: number, now: Date) => new Date(now.getTime() - days * DAY_MS);
