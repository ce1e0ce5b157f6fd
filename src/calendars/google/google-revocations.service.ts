import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { reasonOf } from '../../database/postgres-errors.js';
import { type Task, Worker } from '../../outbox/worker.js';
import { SealBrokenError } from '../../secrets/sealed.js';
import { SecretsService } from '../../secrets/secrets.service.js';
import { tokenPlace } from './api/google-calendars.service.js';
import { GoogleClient } from './api/google-client.js';
import { GoogleError } from './api/google-error.js';
import { tryAgainIn } from './domain/pauses.js';

const BATCH = 20;
/** About five days. */
const MOST_ATTEMPTS = 13;

const CLAIM = `
  UPDATE google_revocations SET attempts = attempts + 1, due_at = $1::timestamptz + interval '1 minute'
   WHERE id IN (SELECT id FROM google_revocations WHERE due_at <= $1 ORDER BY due_at LIMIT ${BATCH} FOR UPDATE SKIP LOCKED)
  RETURNING id, refresh_token AS "refreshToken", attempts`;
const DONE = `DELETE FROM google_revocations WHERE id = $1 AND attempts = $2`;
const TRY_AGAIN = `UPDATE google_revocations SET due_at = $3 WHERE id = $1 AND attempts = $2`;

interface Revocation {
  readonly id: string;
  readonly refreshToken: string;
  readonly attempts: number;
}

/** Gives permissions back to Google, after the connections that they were for. */
@Injectable()
export class GoogleRevocationsService implements Task, OnModuleInit {
  readonly name = 'google permissions';
  readonly due = `EXISTS (SELECT FROM google_revocations WHERE due_at <= $1)`;
  private readonly logger = new Logger(GoogleRevocationsService.name);

  constructor(
    private readonly database: Database,
    private readonly client: GoogleClient,
    private readonly secrets: SecretsService,
    private readonly worker: Worker,
  ) {}

  onModuleInit(): void {
    if (this.client.isOn) this.worker.register(this);
  }

  async run(now: Date): Promise<boolean> {
    const claimed = await this.database.rows<Revocation>(CLAIM, [now]);
    await Promise.all(claimed.map((revocation) => this.revoke(revocation, now)));
    return claimed.length >= BATCH;
  }

  private async revoke({ id, refreshToken, attempts }: Revocation, now: Date): Promise<void> {
    try {
      await this.client.revoke(this.secrets.open(refreshToken, tokenPlace(id)));
    } catch (error) {
      if (!isFinal(error) && attempts < MOST_ATTEMPTS) {
        const next = new Date(now.getTime() + tryAgainIn(attempts, Math.random()) * 1000);
        await this.database.rows(TRY_AGAIN, [id, attempts, next]);
        return;
      }
      this.logger.warn({ reason: reasonOf(error) }, 'a permission was not given back to Google');
    }
    await this.database.rows(DONE, [id, attempts]);
  }
}

/** Google knows the token no more, or we cannot read it. */
const isFinal = (error: unknown) =>
  error instanceof SealBrokenError ||
  (error instanceof GoogleError && ['refused', 'disconnected'].includes(error.fault));
