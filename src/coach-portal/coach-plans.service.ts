import { Injectable } from '@nestjs/common';
import { AccessLogService } from '../audit/access-log.service.js';
import type { Principal } from '../auth/access/principal.js';
import { ConnectionsService } from '../connections/connections.service.js';
import { NotSharedError } from '../connections/connection-errors.js';
import { asActor } from '../database/acting.js';
import { Database, type Handle, type Transaction } from '../database/database.js';
import type { Page } from '../wire/lists/paging.js';
import type { AnyPlanKind, AnyPlan, PlanKind } from '../training/plans/plan-kinds.js';
import { own, PlansService } from '../training/plans/plans.service.js';
import type { PlansQuery } from './dto/plan-forms.dto.js';

/** The plans of a coach's connected clients, or of all clients for an admin. */
@Injectable()
export class CoachPlansService {
  constructor(
    private readonly database: Database,
    private readonly connections: ConnectionsService,
    private readonly plans: PlansService,
    private readonly accessLog: AccessLogService,
  ) {}

  /** Errors, unless the client shares this kind with the coach: those of ConnectionsService.admitReader. */
  async create<P extends AnyPlan>(
    db: Handle,
    kind: PlanKind<P>,
    me: Principal,
    written: Partial<P> & { user_id: number },
  ): Promise<P> {
    const scope = this.connections.visibleTo(me, kind.section);
    const plan = await asActor(db, me, (handle) => this.plans.create(handle, kind, scope, written));
    if (plan) return plan;
    // In the caller's transaction: a second connection of the pool could be one too many.
    await this.connections.admitReader(me, written.user_id, { section: kind.section, what: null }, db);
    throw new NotSharedError();
  }

  async list<P extends AnyPlan>(kind: PlanKind<P>, me: Principal, query: PlansQuery): Promise<Page<P>> {
    const { client_id } = query;
    if (client_id !== undefined) {
      await this.connections.admitReader(me, client_id, { section: kind.section, what: 'plans' });
      return this.plans.list(kind, own(client_id), query, this.connections.stillOpen(me, kind.section));
    }
    const page = await this.plans.list(kind, this.connections.visibleTo(me, kind.section), query);
    await this.accessLog.record(
      this.database,
      me,
      page.items.map(({ user_id }) => user_id),
      { what: 'plans', sections: [kind.section] },
    );
    return page;
  }

  async find<P extends AnyPlan>(kind: PlanKind<P>, me: Principal, id: number): Promise<P> {
    const plan = await this.plans.seek(kind, this.connections.visibleOne(me, kind.section), id);
    if (!plan) return this.refuse(me, kind, await this.plans.clientOf(kind, id));
    await this.accessLog.record(this.database, me, [plan.user_id], { what: 'plans', sections: [kind.section] });
    return plan;
  }

  /** Changes only what is written. */
  async change<P extends AnyPlan>(kind: PlanKind<P>, me: Principal, id: number, written: Partial<P>): Promise<P> {
    const changed = await asActor(this.database, me, (db) =>
      db.transaction((tx) => this.changeIn(tx, kind, me, { id, written })),
    );
    return changed ?? this.refuse(me, kind, await this.plans.clientOf(kind, id));
  }

  async remove(kind: AnyPlanKind, me: Principal, id: number): Promise<void> {
    const scope = this.connections.visibleTo(me, kind.section);
    const removed = await asActor(this.database, me, (db) => this.plans.remove(db, kind, scope, id));
    if (!removed) await this.refuse(me, kind, await this.plans.clientOf(kind, id));
  }

  private async changeIn<P extends AnyPlan>(
    tx: Transaction,
    kind: PlanKind<P>,
    me: Principal,
    change: { id: number; written: Partial<P> },
  ): Promise<P | null> {
    await this.plans.holdClient(tx, kind, change.id);
    const plan = await this.plans.change(tx, kind, this.connections.visibleTo(me, kind.section), change);
    if (plan) await this.accessLog.record(tx, me, [plan.user_id], { what: 'plans', sections: [kind.section] });
    return plan;
  }

  /** Throws why a plan of the client is closed to the caller; not found when it has become open since. */
  private async refuse(me: Principal, { section, notFound }: AnyPlanKind, clientId: number): Promise<never> {
    await this.connections.admitReader(me, clientId, { section, what: null });
    throw notFound();
  }
}
