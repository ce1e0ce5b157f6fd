import { Injectable } from '@nestjs/common';
import { Database, type Handle, type Transaction } from '../database/database.js';
import { Clock } from '../time/clock.js';
import type { Channel } from './channel.js';
import { Deliverer } from './deliverer.js';
import type { Deed, Effect, NewEvent } from './events.js';
import { Worker } from './worker.js';

/** Turns deeds into effects. Consumers know each other as little as the outbox knows them. */
export interface Consumer {
  /** Writes all that follows from the deeds, through `tx`: it commits together with the note that they are handled. */
  consume(tx: Transaction, deeds: readonly Deed[], now: Date): Promise<void>;
  /** Deletes what it keeps of a user, whose row the caller has locked. */
  forget?(tx: Transaction, userId: number): Promise<void>;
}

const RECORD = `
  INSERT INTO events (type, subject_kind, subject_id, sequence, actor_id, actor_role, at, data)
  VALUES ($1, $2, $3, 0, $4, $5, $6, $7)`;

const ENQUEUE = `
  INSERT INTO deliveries (channel, message, key, recipient_id, data, created_at, due_at, expires_at)
  SELECT channel, message, key, recipient_id, data, $2, coalesce(due_at, $2), expires_at
    FROM jsonb_to_recordset($1) AS effects (channel text, message text, key text, recipient_id integer, data jsonb,
                                            due_at timestamptz, expires_at timestamptz)
   ORDER BY channel, key
      ON CONFLICT (channel, key) DO NOTHING`;

const FORGET = `DELETE FROM deliveries WHERE recipient_id = $1`;

/** Keeps, in the transaction of a change, what others are to be told of it. The worker does the rest. */
@Injectable()
export class Outbox {
  readonly consumers: Consumer[] = [];
  private readonly channels = new Set<string>();

  constructor(
    private readonly clock: Clock,
    private readonly database: Database,
    private readonly worker: Worker,
  ) {}

  /** Delivers through `channel` from now on. Effects of channels that nobody opened are left out. */
  open(channel: Channel): void {
    this.channels.add(channel.name);
    this.worker.register(new Deliverer(this.database, channel));
  }

  isOpen(channel: string): boolean {
    return this.channels.has(channel);
  }

  /** Events of bookings are written by a trigger, so that no writer can forget them; all others by this. */
  async record(handle: Handle, { type, subjectKind, subjectId, actor, data }: NewEvent): Promise<void> {
    const { id, role } = actor;
    await handle.rows(RECORD, [type, subjectKind, subjectId, id, role, this.clock.now(), JSON.stringify(data)]);
  }

  async enqueue(handle: Handle, effects: readonly Effect[], now = this.clock.now()): Promise<void> {
    const wanted = effects.filter(({ channel }) => this.isOpen(channel));
    if (wanted.length > 0) await handle.rows(ENQUEUE, [JSON.stringify(wanted.map(rowOf)), now]);
  }

  /** A deleted user gets nothing any more, and nothing says what they got: an error of a mail server may quote their address. */
  async forget(tx: Transaction, userId: number): Promise<void> {
    await tx.rows(FORGET, [userId]);
    for (const consumer of this.consumers) await consumer.forget?.(tx, userId);
  }
}

const rowOf = ({ recipientId, dueAt, expiresAt, ...effect }: Effect) => ({
  ...effect,
  recipient_id: recipientId,
  due_at: dueAt,
  expires_at: expiresAt,
});
