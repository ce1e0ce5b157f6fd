import { Injectable } from '@nestjs/common';
import { Database, type Handle } from '../../database/database.js';
import { toProperties, toWire } from '../../database/rows/wire-rows.js';
import type { Restriction } from '../../connections/connections.service.js';
import { KeysetList } from '../../wire/lists/keyset-list.js';
import type { Page } from '../../wire/lists/paging.js';
import type { LogsQuery } from '../dto/logs.dto.js';
import type { LogDto, LogKind } from './log-kinds.js';

/** The fields of a log that its owner writes; null empties a field. */
type Written<L extends LogDto> = Partial<Omit<L, 'id' | 'user_id'>>;

/** Logs of one user. Every method takes the owner's id: another user's log is not found. */
@Injectable()
export class LogsService {
  constructor(private readonly database: Database) {}

  /** The latest day first. A reader who is restricted gets none once the restriction does not hold. */
  list<L extends LogDto>(
    { table, fields, date, dateOf }: LogKind<L>,
    userId: number,
    query: LogsQuery,
    restriction: Restriction | null = null,
  ): Promise<Page<L>> {
    const cursorOf = (log: L) => ({ value: dateOf(log), id: log.id });
    const list = new KeysetList({ key: date, id: 'id', direction: 'DESC', cursorOf }, query, table);
    const owner = list.parameter(userId);
    list.where(`user_id = ${owner}`);
    if (restriction) list.where(restriction.condition(list.parameter(restriction.value), owner));
    if (query.start_date !== undefined) list.where(`${date} >= ${list.parameter(query.start_date)}`);
    if (query.end_date !== undefined) list.where(`${date} <= ${list.parameter(query.end_date)}`);
    return list.page(this.database, (rest) => `SELECT ${fields.join(', ')} FROM ${table} ${rest}`);
  }

  async find<L extends LogDto>({ entity, fields, notFound }: LogKind<L>, userId: number, id: number): Promise<L> {
    const logs = this.database.repository(entity);
    const log = await logs.findOneBy({ id, userId });
    if (!log) throw notFound();
    return toWire(logs.metadata.columns, fields, log);
  }

  async create<L extends LogDto>(
    db: Handle,
    { entity, fields }: LogKind<L>,
    userId: number,
    written: Written<L>,
  ): Promise<L> {
    const logs = db.repository(entity);
    const log = { ...toProperties(logs.metadata.columns, fields, written), userId };
    const { generatedMaps } = await this.database.retried(() => logs.insert(log));
    return toWire(logs.metadata.columns, fields, { ...log, ...generatedMaps[0] });
  }

  /** Changes only what is written. One statement: the answer is the row as it was changed. */
  async change<L extends LogDto>(kind: LogKind<L>, userId: number, id: number, written: Written<L>): Promise<L> {
    const { entity, fields, notFound } = kind;
    const logs = this.database.repository(entity);
    const changes = toProperties(logs.metadata.columns, fields, written);
    if (Object.keys(changes).length === 0) return this.find(kind, userId, id);
    const update = logs.createQueryBuilder().update(changes).where({ id, userId }).returning(fields.join(', '));
    const [log] = (await update.execute()).raw as L[];
    if (!log) throw notFound();
    return log;
  }

  async remove<L extends LogDto>({ entity, notFound }: LogKind<L>, userId: number, id: number): Promise<void> {
    const { affected } = await this.database.repository(entity).delete({ id, userId });
    if (affected === 0) throw notFound();
  }
}
