import { Injectable } from '@nestjs/common';
import type { Principal } from '../auth/access/principal.js';
import { ConnectionsService } from '../connections/connections.service.js';
import { Database, type Handle } from '../database/database.js';
import { KeysetList, type Order } from '../wire/lists/keyset-list.js';
import type { IntPageQuery, Page } from '../wire/lists/paging.js';
import type { CoachLiabilityDto, LiabilitiesDto, LiabilityDto, PurchaseDto } from './dto/credits.dto.js';
import { PurchaseNotFoundError } from './pack-errors.js';

const SHOWN = `
  SELECT p.id, p.client_id, p.coach_id, coach.full_name AS coach_name, p.name, p.status,
         json_build_object('amount_minor', p.price_minor, 'currency', p.currency) AS price, p.refunded_minor, p.session_type_ids,
         p.credits_left AS "left", p.credits_reserved AS reserved, p.credits_used AS used, p.credits_expired AS expired,
         p.paid_at, p.expires_at
    FROM pack_purchases p JOIN users coach ON coach.id = p.coach_id`;

const ONE = `${SHOWN} WHERE p.id = $1`;

const NEWEST_FIRST: Order<PurchaseDto> = {
  ...{ key: 'p.id', id: 'p.id', direction: 'DESC' },
  cursorOf: ({ id }) => ({ value: String(id), id }),
};

/** Those of a coach, and, where there is no coach, all of a currency. */
const LIABILITIES = `
  SELECT p.coach_id, coach.full_name AS coach_name, p.currency, sum(p.credits_left + p.credits_reserved)::integer AS credits,
         sum(p.price_minor - p.earned_minor - p.refunded_minor)::float8 AS amount_minor
    FROM pack_purchases p JOIN users coach ON coach.id = p.coach_id
   WHERE p.credits_left + p.credits_reserved > 0
   GROUP BY GROUPING SETS ((p.currency), (p.coach_id, coach.full_name, p.currency))
   ORDER BY coach.full_name, p.coach_id, p.currency`;

type LiabilityRow = LiabilityDto & (CoachLiabilityDto | { readonly coach_id: null });

const isOfCoach = (row: LiabilityRow): row is CoachLiabilityDto => row.coach_id !== null;

/** The credits that clients have. */
@Injectable()
export class CreditsService {
  constructor(
    private readonly database: Database,
    private readonly connections: ConnectionsService,
  ) {}

  /** All purchases of a client, the newest first. */
  ofClient(clientId: number, query: IntPageQuery): Promise<Page<PurchaseDto>> {
    return this.read(query, { client_id: clientId });
  }

  /**
   * What a client bought of a coach. Of clients who bought nothing only a connected coach hears so: ClientNotFoundError,
   * NotConnectedError.
   */
  async ofPair(coach: Principal, clientId: number, query: IntPageQuery): Promise<Page<PurchaseDto>> {
    const page = await this.read(query, { client_id: clientId, coach_id: coach.id });
    if (page.items.length === 0) await this.connections.admitReader(coach, clientId, null, this.database);
    return page;
  }

  /** PurchaseNotFoundError. */
  async find(db: Handle, id: number): Promise<PurchaseDto> {
    const [purchase] = await db.rows<PurchaseDto>(ONE, [id]);
    if (!purchase) throw new PurchaseNotFoundError();
    return purchase;
  }

  /** What clients have paid for and not used yet. */
  async liabilities(): Promise<LiabilitiesDto> {
    const rows = await this.database.rows<LiabilityRow>(LIABILITIES);
    const [coaches, totals] = [rows.filter(isOfCoach), rows.filter((row) => !isOfCoach(row))];
    const currencies = totals.map(({ currency, credits, amount_minor }) => ({ currency, credits, amount_minor }));
    return { currencies, coaches };
  }

  private read(query: IntPageQuery, of: Readonly<Record<string, number>>): Promise<Page<PurchaseDto>> {
    const list = new KeysetList(NEWEST_FIRST, query, 'pack_purchases p');
    for (const [column, id] of Object.entries(of)) list.where(`p.${column} = ${list.parameter(id)}`);
    return list.page(this.database, (rest) => `${SHOWN} ${rest}`);
  }
}
