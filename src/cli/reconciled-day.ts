import { NestFactory } from '@nestjs/core';
import { randomBytes } from 'node:crypto';
import { AppModule } from '../app.module.js';
import { CommandConfig } from '../config/command-config.js';
import { Config } from '../config/config.js';
import { lineOf } from '../payments/reconciling/difference-line.js';
import { ReconcilingService } from '../payments/reconciling/reconciling.service.js';
import { withReadyDatabase } from './ready-database.js';

/** What the command prints: who takes payments, and one line for each difference. */
export interface ReconciledDay {
  readonly provider: string;
  readonly lines: readonly string[];
}

/** Compares a UTC day. Throws when nobody takes payments here. */
export function reconcile(env: NodeJS.ProcessEnv, day: string): Promise<ReconciledDay> {
  const { databaseUrl } = new CommandConfig(env);
  return withReadyDatabase(databaseUrl, async (url) => {
    // Nothing is signed here, so that the command needs no secret of that kind.
    const unused = { JWT_SECRET: randomBytes(48).toString('base64url'), WORKER: 'off' };
    const config = new Config({ ...env, ...unused, DATABASE_URL: url });
    const options = { logger: ['error'] as 'error'[], abortOnError: false };
    const app = await NestFactory.createApplicationContext(AppModule.with(config, databaseUrl === null), options);
    try {
      const service = app.get(ReconcilingService, { strict: false });
      if (service.providerName === 'off') throw new Error('Payments are off: there is no provider to compare with.');
      return { provider: service.providerName, lines: (await service.compare(day)).map(lineOf) };
    } finally {
      await app.close();
    }
  });
}
