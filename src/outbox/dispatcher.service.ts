import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { Database, type Transaction } from '../database/database.js';
import { faultOf, reasonOf } from '../database/postgres-errors.js';
import type { Deed, Event } from './events.js';
import { Outbox } from './outbox.service.js';
import { type Task, Worker } from './worker.js';

/** Deeds of one transaction. */
const BATCH = 100;
/** A deed that cannot be handled waits so long, and lets all others pass. */
const POSTPONED_MS = 60_000;

/** The first event of a deed stands for all of them: whoever locks it has the deed. */
const CLAIM = `
  WITH firsts AS MATERIALIZED (
    SELECT e.id, e.deed FROM events e
     WHERE e.due_at <= $1 AND NOT EXISTS (SELECT FROM events f WHERE f.deed = e.deed AND f.due_at IS NOT NULL AND f.id < e.id)
     ORDER BY e.due_at, e.id LIMIT $2 FOR UPDATE SKIP LOCKED
  )
  SELECT e.id::float8 AS id, e.deed::text AS deed, e.type, e.subject_kind AS "subjectKind", e.subject_id AS "subjectId", e.sequence,
         e.actor_id AS "actorId", e.actor_role AS "actorRole", e.at, e.data
    FROM events e WHERE e.due_at IS NOT NULL AND e.deed IN (SELECT deed FROM firsts) ORDER BY e.id`;

const HANDLED = `UPDATE events SET due_at = NULL WHERE id = ANY ($1::bigint[])`;
const POSTPONE = `UPDATE events SET due_at = $2 WHERE id = ANY ($1::bigint[])`;

type Row = Omit<Event, 'actor'> & {
  readonly deed: string;
  readonly actorId: number | null;
  readonly actorRole: Event['actor']['role'];
};

/** Hands each deed to the consumers once: what follows from it commits together with the note that it is handled. */
@Injectable()
export class DispatcherService implements Task, OnModuleInit {
  readonly name = 'events';
  readonly due = 'EXISTS (SELECT FROM events WHERE due_at <= $1)';
  private readonly logger = new Logger(DispatcherService.name);

  constructor(
    private readonly database: Database,
    private readonly outbox: Outbox,
    private readonly worker: Worker,
  ) {}

  onModuleInit(): void {
    this.worker.register(this);
  }

  async run(now: Date): Promise<boolean> {
    try {
      // What follows from them may be due as well.
      return (await this.handle(now, BATCH)).length > 0;
    } catch (error) {
      if (faultOf(error)?.kind === 'unavailable') throw error;
    }
    // One deed of the batch cannot be handled: find it.
    for (let count = 0; count < BATCH; count++) {
      if (!(await this.handleOne(now))) return false;
    }
    return true;
  }

  /** False when no deed is left. */
  private async handleOne(now: Date): Promise<boolean> {
    const taken: Event[] = [];
    try {
      return (await this.handle(now, 1, taken)).length > 0;
    } catch (error) {
      if (taken.length === 0 || faultOf(error)?.kind === 'unavailable') throw error;
      const events = taken.map(({ id }) => id);
      this.logger.error({ events, reason: reasonOf(error) }, 'events cannot be handled and wait for a minute');
      await this.database.rows(POSTPONE, [events, new Date(now.getTime() + POSTPONED_MS)]);
      return true;
    }
  }

  private handle(now: Date, most: number, taken: Event[] = []): Promise<Deed[]> {
    return this.database.transaction(async (tx) => {
      const deeds = await this.claim(tx, now, most);
      taken.splice(0, Infinity, ...deeds.flat());
      if (deeds.length === 0) return deeds;
      for (const consumer of this.outbox.consumers) await consumer.consume(tx, deeds, now);
      await tx.rows(HANDLED, [deeds.flat().map(({ id }) => id)]);
      return deeds;
    });
  }

  private async claim(tx: Transaction, now: Date, most: number): Promise<Deed[]> {
    const deeds = new Map<string, Event[]>();
    for (const { deed, actorId, actorRole, ...event } of await tx.rows<Row>(CLAIM, [now, most])) {
      const events = deeds.get(deed) ?? [];
      events.push({ ...event, actor: { id: actorId, role: actorRole } });
      deeds.set(deed, events);
    }
    return [...deeds.values()];
  }
}
