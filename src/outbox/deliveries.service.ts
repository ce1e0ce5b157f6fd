import { Injectable } from '@nestjs/common';
import { type Acting, asActor } from '../database/acting.js';
import { Database } from '../database/database.js';
import { Clock } from '../time/clock.js';
import { KeysetList, type Order } from '../wire/lists/keyset-list.js';
import type { Page } from '../wire/lists/paging.js';
import { DeliveryDoneError, DeliveryNotFoundError } from './delivery-errors.js';
import type { DeliveriesQuery, DeliveryDto } from './dto/deliveries.dto.js';
import { Worker } from './worker.js';

const COLUMNS = `
  d.id::float8 AS id, d.channel, d.message, d.recipient_id, d.status, d.attempts, d.created_at,
  CASE WHEN d.status = 'waiting' THEN d.due_at END AS due_at, d.expires_at, d.finished_at, d.detail`;

/** The newest first. Ids grow with time. */
const NEWEST: Order<DeliveryDto> = {
  key: 'd.id',
  keyOf: (value) => `${value}::bigint`,
  id: 'd.id',
  direction: 'DESC',
  cursorOf: ({ id }) => ({ value: String(id), id }),
};

/** A failed one gets one more try, now, even if its time had passed; one that waits does not wait any longer. */
const RETRY = `
  UPDATE deliveries d SET status = 'waiting', finished_at = NULL, due_at = $2,
         expires_at = CASE WHEN d.status = 'failed' THEN NULL ELSE d.expires_at END
   WHERE d.id = $1 AND d.status <> 'done' RETURNING ${COLUMNS}`;
const EXISTS = `SELECT FROM deliveries WHERE id = $1`;

/** What was delivered, what waits and what failed. */
@Injectable()
export class DeliveriesService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly worker: Worker,
  ) {}

  list({ channel, status, ...query }: DeliveriesQuery): Promise<Page<DeliveryDto>> {
    const list = new KeysetList(NEWEST, query, 'deliveries d');
    if (channel !== undefined) list.where(`d.channel = ${list.parameter(channel)}`);
    list.whereAny('d.status', status);
    return list.page(this.database, (rest) => `SELECT ${COLUMNS} FROM deliveries d ${rest}`);
  }

  /** DeliveryNotFoundError or DeliveryDoneError. */
  async retry(me: Acting, id: number): Promise<DeliveryDto> {
    const [delivery] = await asActor(this.database, me, (db) => db.rows<DeliveryDto>(RETRY, [id, this.clock.now()]));
    if (!delivery) {
      const [done] = await this.database.rows(EXISTS, [id]);
      throw done ? new DeliveryDoneError() : new DeliveryNotFoundError();
    }
    this.worker.wake();
    return delivery;
  }
}
