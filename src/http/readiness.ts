import { Injectable } from '@nestjs/common';
import { migrations } from '../../migrations/index.js';
import { Database } from '../database/database.js';
import { faultOf } from '../database/postgres-errors.js';
import { DomainError } from '../domain-error.js';

const NAMES = migrations.map(({ name }) => name);

export class NotReadyError extends DomainError {
  readonly code = 'not-ready';
  readonly kind = 'unavailable';
}

/** Whether this process should be given requests. */
@Injectable()
export class Readiness {
  private draining = false;

  constructor(private readonly database: Database) {}

  /** From now on the answer is no, so that whoever balances the load sends nothing more. */
  drain(): void {
    this.draining = true;
  }

  /** What is missing before requests can be answered, as a sentence; null when nothing is. */
  async missing(): Promise<string | null> {
    if (this.draining) return 'The server is shutting down.';
    try {
      const pending = await this.pendingMigrations();
      return pending.length === 0 ? null : `Migrations are pending: ${pending.join(', ')}. Run: npm run migration:run`;
    } catch (error) {
      if (faultOf(error)?.kind !== 'unavailable') throw error;
      return 'The database does not answer.';
    }
  }

  /** NotReadyError when anything is missing. */
  async assertReady(): Promise<void> {
    const missing = await this.missing();
    if (missing !== null) throw new NotReadyError(missing);
  }

  /** Names of the migrations that this code needs and the database has not seen. */
  async pendingMigrations(): Promise<string[]> {
    const [table] = await this.database.rows<{ known: boolean }>(
      `SELECT to_regclass('migrations') IS NOT NULL AS known`,
    );
    if (!table?.known) return NAMES;
    const applied = await this.database.rows<{ name: string }>(`SELECT name FROM migrations`);
    return NAMES.filter((name) => !applied.some((row) => row.name === name));
  }
}
