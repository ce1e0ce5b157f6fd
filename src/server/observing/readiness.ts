import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { migrationStates } from '../../database/migration-states.js';
import { faultOf } from '../../database/postgres-errors.js';
import { MISSING_SETTINGS } from '../../database/connecting/session-settings.js';
import { DomainError } from '../../domain-error.js';

export class NotReadyError extends DomainError {
  readonly code = 'not-ready';
  readonly kind = 'unavailable';
}

/** Names the settings that a pooler dropped: ours, and the time limits without which a statement may run for ever. */
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
  private readonly listeners: (() => void)[] = [];
  private readonly questions: (() => Promise<string | null>)[] = [];
  /** Callers at the same time share one check and its connection, so that many callers cannot exhaust the pool. */
  private looking: Promise<string | null> | null = null;

  constructor(private readonly database: Database) {}

  /** Reports not ready from now on, so that the load balancer stops sending requests. */
  drain(): void {
    this.draining = true;
    for (const listener of this.listeners) listener();
  }

  /** `listener` is called when the server begins to shut down: what would go on for ever ends then. */
  onDrain(listener: () => void): void {
    this.listeners.push(listener);
  }

  /** `question` says in a sentence what is missing in its area; null when nothing is. */
  alsoAsk(question: () => Promise<string | null>): void {
    this.questions.push(question);
  }

  /** Says in a sentence what is missing before requests can be answered; null when nothing is missing. */
  async missing(): Promise<string | null> {
    if (this.draining) return 'The server is shutting down.';
    this.looking ??= this.look().finally(() => {
      this.looking = null;
    });
    return this.looking;
  }

  /** Throws NotReadyError when anything is missing. */
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
      if (collation !== undefined) return outdated(collation);
      for (const question of this.questions) {
        const missing = await question();
        if (missing !== null) return missing;
      }
      return null;
    } catch (error) {
      if (faultOf(error)?.kind !== 'unavailable') throw error;
      return 'The database does not answer.';
    }
  }
}

const outdated = ({ made, here }: { made: string; here: string }) =>
  `The collation und-x-icu was ${made} and is ${here}: run REINDEX INDEX CONCURRENTLY users_coach_name_idx, ` +
  'users_client_name_idx, users_name_idx, users_full_name_idx, users_email_idx, users_coach_full_name_idx, users_coach_strengths_idx and users_coach_specialties_idx, then ALTER COLLATION "und-x-icu" REFRESH VERSION.';
