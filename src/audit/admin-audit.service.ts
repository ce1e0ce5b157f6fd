import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.js';
import { KeysetList, type Order } from '../wire/lists/keyset-list.js';
import type { Page } from '../wire/lists/paging.js';
import { AccessLogService, type Reader } from './access-log.service.js';
import { SECTIONS_OF } from './sections.js';
import type { AdminAuditEntryDto, AdminAuditQuery } from './dto/admin-audit.dto.js';

const LATEST: Order<AdminAuditEntryDto> = {
  key: 'e.at',
  id: 'e.id',
  direction: 'DESC',
  cursorOf: ({ at, id }) => ({ value: at, id }),
};

const COLUMNS = `
  e.id::float8 AS id, e.at, e.actor_id, e.what, e.action, e.record_id, e.subject_id, e.before, e.after, e.request_id`;

/** Looks each name up by itself: with a plain join PostgreSQL may read all users for one page. */
const nameOf = (id: string) => `(SELECT full_name FROM users WHERE id = ${id} LIMIT 1)`;

/** What admins changed of others. Triggers write it, in the transaction of the change. */
@Injectable()
export class AdminAuditService {
  constructor(
    private readonly database: Database,
    private readonly accessLog: AccessLogService,
  ) {}

  /** The latest first. Values of plans are health data, so the access log notes who reads them here. */
  async list(
    me: Reader,
    { actor_id, subject_id, from, to, ...query }: AdminAuditQuery,
  ): Promise<Page<AdminAuditEntryDto>> {
    const list = new KeysetList(LATEST, query, 'admin_audit e');
    if (actor_id !== undefined) list.where(`e.actor_id = ${list.parameter(actor_id)}`);
    if (subject_id !== undefined) list.where(`e.subject_id = ${list.parameter(subject_id)}`);
    if (from !== undefined) list.where(`e.at >= ${list.parameter(from)}`);
    if (to !== undefined) list.where(`e.at < ${list.parameter(to)}`);
    const page = await list.page(
      this.database,
      (rest, sorted) => `
      SELECT ${COLUMNS}, ${nameOf('e.actor_id')} AS actor_name, ${nameOf('e.subject_id')} AS subject_name
        FROM (SELECT * FROM admin_audit e ${rest}) e ${sorted}`,
    );
    await this.accessLog.record(this.database, me, page.items.flatMap(whoseHealth), {
      what: 'plans',
      sections: SECTIONS_OF.plans,
    });
    return page;
  }
}

function whoseHealth({ what, subject_id, before, after }: AdminAuditEntryDto): number[] {
  const isHealth = (what === 'workout_plan' || what === 'diet_plan') && (before ?? after) !== null;
  return isHealth && subject_id !== null ? [subject_id] : [];
}
