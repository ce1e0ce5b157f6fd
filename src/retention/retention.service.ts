import { Injectable } from '@nestjs/common';
import { Config } from '../config/config.js';
import { Database } from '../database/database.js';
import { type Rule, RULES } from './retention-rules.js';
import { UnusedAccountsService } from './unused-accounts.service.js';

const DAY_MS = 86_400_000;
/** Rows of one statement: it is done long before a statement times out. */
const BATCH = 1_000;
/** Accounts of one batch: each is deleted in a transaction of its own. */
const ACCOUNTS = 20;
const MOST_COUNTED = 100_000;

/** What one batch did. */
export interface Swept {
  readonly removed: number;
  /** Whether old rows are left: of a full batch, or locked by another process that deletes them. */
  readonly isLeft: boolean;
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
  async count(rule: KeptRule, now: Date): Promise<number> {
    const statement = `SELECT count(*)::integer AS count FROM (${rule.old(MOST_COUNTED)}) old`;
    return (await this.database.one<{ count: number }>(statement, [before(rule, now)])).count;
  }

  /** Deletes one batch of what is too old, and leaves out what somebody else locks. */
  async sweep(rule: KeptRule, now: Date): Promise<Swept> {
    const limit = before(rule, now);
    const removed = rule.isAccount ? await this.sweepAccounts(rule, limit) : await this.sweepRows(rule, limit);
    const [left] = await this.database.rows(rule.old(1), [limit]);
    return { removed, isLeft: left !== undefined };
  }

  /** Whether this database role may delete the rows of a rule. */
  async mayApply({ isByCommand, table }: Rule): Promise<boolean> {
    return isByCommand !== true || (await this.database.one<{ isOwner: boolean }>(IS_OWNER, [table])).isOwner;
  }

  private async sweepRows({ name, table, old, isByCommand }: KeptRule, limit: Date): Promise<number> {
    const statement = `
      DELETE FROM ${table} WHERE id IN (
        SELECT id FROM ${table} WHERE id = ANY (ARRAY(${old(BATCH)})) FOR UPDATE SKIP LOCKED) RETURNING id`;
    return this.database.transaction(async (tx) => {
      if (isByCommand) await tx.rows(`SELECT set_config('app.retention', $1, true)`, [name]);
      return (await tx.rows(statement, [limit])).length;
    });
  }

  private async sweepAccounts({ old }: KeptRule, limit: Date): Promise<number> {
    const unused = await this.database.rows<{ id: number }>(old(ACCOUNTS), [limit]);
    let removed = 0;
    for (const { id } of unused) if (await this.accounts.delete(id, limit)) removed++;
    return removed;
  }
}

const before = ({ days }: KeptRule, now: Date) => new Date(now.getTime() - days * DAY_MS);
