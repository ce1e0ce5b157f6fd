import { NestFactory } from '@nestjs/core';
import { randomBytes } from 'node:crypto';
import { AppModule } from '../app.module.js';
import { CommandConfig } from '../config/command-config.js';
import { Config } from '../config/config.js';
import { RULES } from '../retention/retention-rules.js';
import { type KeptRule, RetentionService } from '../retention/retention.service.js';
import { Clock } from '../time/clock.js';
import { withReadyDatabase } from './ready-database.js';

/** A line of the table that the command prints. */
export interface RetainedRows {
  readonly what: string;
  readonly kept: string;
  /** How many rows are too old, or were deleted. */
  readonly count: string;
  readonly note: string;
}

/** Counts what is too old, rule by rule, or deletes it. */
export function retain(env: NodeJS.ProcessEnv, isApplied: boolean): Promise<RetainedRows[]> {
  const { databaseUrl } = new CommandConfig(env);
  return withReadyDatabase(databaseUrl, async (url) => {
    // Nothing is signed here, so that the command needs no secret.
    const unused = { JWT_SECRET: randomBytes(48).toString('base64url'), WORKER: 'off' };
    const config = new Config({ ...env, ...unused, DATABASE_URL: url });
    const options = { logger: ['error'] as 'error'[], abortOnError: false };
    const app = await NestFactory.createApplicationContext(AppModule.with(config), options);
    try {
      const retention = app.get(RetentionService, { strict: false });
      const now = app.get(Clock, { strict: false }).now();
      const rows: RetainedRows[] = [];
      for (const { name, what } of RULES) {
        const rule = retention.rules.find((it) => it.name === name);
        rows.push(
          rule ? await follow(retention, rule, now, isApplied) : { what, kept: 'for good', count: '', note: '' },
        );
      }
      return rows;
    } finally {
      await app.close();
    }
  });
}

async function follow(
  retention: RetentionService,
  rule: KeptRule,
  now: Date,
  isApplied: boolean,
): Promise<RetainedRows> {
  const line = { what: rule.what, kept: `${rule.days} days` };
  const note = rule.isByCommand ? 'by this command alone' : '';
  if (!isApplied) return { ...line, count: String(await retention.count(rule, now)), note };
  if (!(await retention.mayApply(rule))) {
    return { ...line, count: '0', note: 'only the owner of the table may delete them' };
  }
  let removed = 0;
  for (let hasMore = true; hasMore;) {
    const swept = await retention.sweep(rule, now);
    removed += swept.removed;
    hasMore = swept.hasMore;
  }
  return { ...line, count: String(removed), note: 'deleted' };
}
