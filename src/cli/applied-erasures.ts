import { NestFactory } from '@nestjs/core';
import { randomBytes } from 'node:crypto';
import { AppModule } from '../app.module.js';
import { CommandConfig, ConfigError } from '../config/command-config.js';
import { Config } from '../config/config.js';
import type { Erasure } from '../erasure/domain/erasure-entries.js';
import { ErasuresList } from '../erasure/erasures-list.js';
import { PendingErasuresService } from '../erasure/pending-erasures.service.js';
import { withReadyDatabase } from './ready-database.js';

/** How many deletions the list has, and which were not done in this database. */
export interface AppliedErasures {
  readonly listed: number;
  readonly applied: readonly Erasure[];
}

/** Deletes again whom the list names and the database has. Throws a ConfigError without ERASURES_FILE. */
export function applyErasures(env: NodeJS.ProcessEnv): Promise<AppliedErasures> {
  const { databaseUrl } = new CommandConfig(env);
  return withReadyDatabase(databaseUrl, async (url) => {
    // Nothing is signed here, so that the command needs no secret.
    const unused = { JWT_SECRET: randomBytes(48).toString('base64url'), WORKER: 'off' };
    const config = new Config({ ...env, ...unused, DATABASE_URL: url });
    if (config.erasuresFile === null)
      throw new ConfigError(['ERASURES_FILE must be set: the list of who was deleted.']);
    const app = await NestFactory.createApplicationContext(AppModule.with(config), {
      logger: ['error'],
      abortOnError: false,
    });
    try {
      const listed = (await app.get(ErasuresList, { strict: false }).entries()).length;
      return { listed, applied: await app.get(PendingErasuresService, { strict: false }).apply() };
    } finally {
      await app.close();
    }
  });
}
