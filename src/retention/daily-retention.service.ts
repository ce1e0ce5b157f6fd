import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { Database } from '../database/database.js';
import { type Task, Worker } from '../outbox/worker.js';
import { type KeptRule, RetentionService } from './retention.service.js';

const DUE = `
  SELECT rule FROM unnest($2::text[]) AS rules (rule)
   WHERE NOT EXISTS (SELECT FROM retention_runs r WHERE r.rule = rules.rule AND r.ran_at > $1::timestamptz - interval '1 day' AND r.ran_at <= $1)`;

const DONE = `
  INSERT INTO retention_runs (rule, ran_at) VALUES ($1, $2) ON CONFLICT (rule) DO UPDATE SET ran_at = excluded.ran_at`;

/** Follows each rule once a day, batch by batch. */
@Injectable()
export class DailyRetentionService implements Task, OnModuleInit {
  readonly name = 'retention';
  readonly due: string;
  private readonly logger = new Logger(DailyRetentionService.name);
  private readonly rules: readonly KeptRule[];

  constructor(
    private readonly retention: RetentionService,
    private readonly database: Database,
    private readonly worker: Worker,
  ) {
    this.rules = retention.rules.filter(({ isByCommand }) => isByCommand !== true);
    this.due = `EXISTS (${DUE.replace('$2', `'{${this.names.join(',')}}'`)})`;
  }

  onModuleInit(): void {
    this.worker.register(this);
  }

  /** One batch of each rule that has not been followed for a day. It counts as followed when nothing old is left. */
  async run(now: Date): Promise<boolean> {
    const due = await this.database.rows<{ rule: string }>(DUE, [now, this.names]);
    let hasMore = false;
    for (const rule of this.rules.filter(({ name }) => due.some((it) => it.rule === name))) {
      const { removed, isDone, hasMore: more } = await this.retention.sweep(rule, now);
      if (removed > 0) this.logger.log({ rule: rule.name, removed }, 'what is too old was deleted');
      if (isDone) await this.database.rows(DONE, [rule.name, now]);
      hasMore ||= more;
    }
    return hasMore;
  }

  private get names(): string[] {
    return this.rules.map(({ name }) => name);
  }
}
