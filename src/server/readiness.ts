import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.js';
import { migrationStates } from '../database/migration-states.js';
import { faultOf } from '../database/postgres-errors.js';
import { MISSING_SETTINGS } from '../database/session-settings.js';
import { DomainError } from '../domain-error.js';

export class NotReadyError extends DomainError {
  readonly code = 'not-ready';
  readonly kind = 'unavailable';
}

/** What a pooler drops unless it is told to set it: our settings, and the limits without which a statement may last for ever. */
const DROPPED = `
  SELECT name FROM unnest(ARRAY['statement_timeout', 'lock_timeout', 'idle_in_transaction_session_timeout']) name
   WHERE current_setting(name) = '0'
   UNION ALL ${MISSING_SETTINGS}`;

/** The indexes of migration 014 are sorted by this collation; another version may sort otherwise. */
const OUTDATED_COLLATION = `
  SELECT collversion AS made, pg_collation_actual_version(oid) AS here FROM pg_collation
   WHERE collname = 'und-x-icu' AND collversion IS DISTINCT FROM pg_collation_actual_version(oid)`;

/** Whether this process should be given requests. */
@Injectable()
export class Readiness {
  private draining = false;
  /** Whoever asks while somebody looks shares that look, and its connection: this route is answered however many ask. */
  private looking: Promise<string | null> | null = null;

  constructor(private readonly database: Database) {}

  /** From now on the answer is no, so that whoever balances the load sends nothing more. */
  drain(): void {
    this.draining = true;
  }

  /** What is missing before requests can be answered, as a sentence; null when nothing is. */
  async missing(): Promise<string | null> {
    if (this.draining) return 'The server is shutting down.';
    this.looking ??= this.look().finally(() => {
      this.looking = null;
    });
    return this.looking;
  }

  /** NotReadyError when anything is missing. */
  async assertReady(): Promise<void> {
    const missing = await this.missing();
    if (missing !== null) throw new NotReadyError(missing);
  }

  private async look(): Promise<string | null> {
    try {
      const states = await migrationStates((statement) => this.database.rows(statement));
      const pending = states.filter(({ applied }) => !applied).map(({ name }) => name);
      if (pending.length > 0) return `Migrations are pending: ${pending.join(', ')}; run npm run migration:run.`;
      const dropped = (await this.database.rows<{ name: string }>(DROPPED)).map(({ name }) => name);
      if (dropped.length > 0) return `The pooler does not set ${dropped.join(', ')}: see docs/scaling.md.`;
      const [collation] = await this.database.rows<{ made: string; here: string }>(OUTDATED_COLLATION);
      return collation === undefined ? null : outdated(collation);
    } catch (error) {
      if (faultOf(error)?.kind !== 'unavailable') throw error;
      return 'The database does not answer.';
    }
  }
}

const outdated = ({ made, here }: { made: string; here: string }) =>
  `The collation und-x-icu was ${made} and is ${here}: run REINDEX INDEX CONCURRENTLY users_coach_name_idx, ` +
  'users_client_name_idx, users_coach_full_name_idx, users_coach_strengths_idx and users_coach_specialties_idx, then ALTER COLLATION "und-x-icu" REFRESH VERSION.';
