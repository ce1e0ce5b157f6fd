import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Database, type Handle } from '../database/database.js';
import { LOCK_KEYS } from '../database/lock-keys.js';
import { Readiness } from '../server/observing/readiness.js';
import type { Erasure } from './domain/erasure-entries.js';
import { ErasuresList } from './erasures-list.js';
import { ErasuresService } from './erasures.service.js';

/** Entries whose account lives, in the order of the list. */
const ALIVE = `
  SELECT e.place::integer AS place
    FROM unnest($1::integer[], $2::timestamptz[]) WITH ORDINALITY e (id, created_at, place)
    JOIN users u ON u.id = e.id AND u.created_at = e.created_at AND u.deleted_at IS NULL
   ORDER BY e.place`;

const UNDER_WAY = `SELECT pg_advisory_xact_lock($1)`;

/** People whom the list names and the database has: a backup was restored, or the database failed as their deletion was committed. */
@Injectable()
export class PendingErasuresService implements OnModuleInit {
  /** So many entries were all done when we looked last. */
  private known = 0;

  constructor(
    private readonly database: Database,
    private readonly list: ErasuresList,
    private readonly erasures: ErasuresService,
    private readonly readiness: Readiness,
  ) {}

  onModuleInit(): void {
    this.readiness.alsoAsk(() => this.missing());
  }

  /** Deletes them again. Returns the entries that were pending. */
  async apply(): Promise<Erasure[]> {
    const pending = await this.pendingIn(this.database, await this.list.entries());
    for (const { id, created_at } of pending) await this.erasures.finish(id, created_at);
    return pending;
  }

  private async missing(): Promise<string | null> {
    const entries = await this.list.entries();
    // The last known one shows whether an older database was restored meanwhile.
    const [last] = await this.pendingIn(this.database, entries.slice(Math.max(0, this.known - 1), this.known));
    const unknown = last ? entries : entries.slice(this.known);
    if (unknown.length === 0) return null;
    const pending = await this.database.transaction(async (tx) => {
      // A deletion that is under way is in the list a moment before it is committed.
      await tx.rows(UNDER_WAY, [LOCK_KEYS.administration]);
      return this.pendingIn(tx, unknown);
    });
    this.known = pending.length === 0 ? entries.length : 0;
    return pending.length === 0 ? null : ahead(pending.length);
  }

  private async pendingIn(handle: Handle, entries: readonly Erasure[]): Promise<Erasure[]> {
    if (entries.length === 0) return [];
    const values = [entries.map(({ id }) => id), entries.map(({ created_at }) => created_at)];
    const alive = await handle.rows<{ place: number }>(ALIVE, values);
    return alive.flatMap(({ place }) => entries[place - 1] ?? []);
  }
}

const ahead = (count: number) =>
  `The database still has ${count === 1 ? 'a person' : `${count} people`} whom ERASURES_FILE lists as deleted: run npm run erasures:apply.`;
