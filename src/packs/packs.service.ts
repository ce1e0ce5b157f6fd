import { Injectable } from '@nestjs/common';
import { SchedulesService } from '../availability/schedules.service.js';
import { CoachesService } from '../bookings/coaches.service.js';
import { CardPayments } from '../config/payments-config.js';
import { Database, type Handle } from '../database/database.js';
import { insertFromJson, updateFromJson } from '../database/json-writes.js';
import { PaymentsOffError } from '../payments/providers/provider-errors.js';
import { columnsOf, priceColumn } from '../wire/answers/prices.js';
import { KeysetList, type Order } from '../wire/lists/keyset-list.js';
import type { IntPageQuery, Page } from '../wire/lists/paging.js';
import type { ChangePackDto, MakePackDto, PackDto } from './dto/packs.dto.js';
import { Pack } from './pack.entity.js';
import { PackNotFoundError } from './pack-errors.js';
import { sellable } from './sellable.js';

const WRITTEN = ['name', 'sessions', 'price_minor', 'currency', 'valid_days', 'session_type_ids', 'is_active'] as const;

const SHOWN = [
  ...['id', 'coach_id', 'name', 'sessions', priceColumn('t')],
  ...['valid_days', 'session_type_ids', 'is_active'],
] as const;

const MAKE = insertFromJson({
  table: 'packs',
  columns: ['coach_id', ...WRITTEN],
  condition: 'true',
  returning: SHOWN,
});

const CHANGE = updateFromJson({
  table: 'packs',
  columns: WRITTEN,
  condition: 't.id = $2 AND t.coach_id = $3',
  returning: SHOWN,
});

const OLDEST_FIRST: Order<PackDto> = {
  ...{ key: 't.id', id: 't.id', direction: 'ASC' },
  cursorOf: ({ id }) => ({ value: String(id), id }),
};

/** What coaches sell together. Every method takes the coach's id: another coach's pack is not found. */
@Injectable()
export class PacksService {
  constructor(
    private readonly database: Database,
    private readonly schedules: SchedulesService,
    private readonly coaches: CoachesService,
    private readonly cards: CardPayments,
  ) {}

  list(coachId: number, query: IntPageQuery): Promise<Page<PackDto>> {
    return this.read(coachId, query, 'true');
  }

  /** The same for clients, who cannot buy the others. CoachNotFoundError when nobody can book the coach. */
  async listActive(coachId: number, query: IntPageQuery): Promise<Page<PackDto>> {
    await this.coaches.find(coachId);
    return this.read(coachId, query, sellable('t'));
  }

  /** PaymentsOffError when nobody could buy it; ForeignSessionTypesError when it names a session type that is not the coach's. */
  async create(db: Handle, coachId: number, written: MakePackDto): Promise<PackDto> {
    this.assertSellable(written.is_active ?? true);
    await this.schedules.open(db, coachId);
    return db.one<PackDto>(MAKE, [JSON.stringify({ is_active: true, ...columnsOf(written), coach_id: coachId })]);
  }

  /** Changes only what is given, and nothing that was bought. PaymentsOffError, PackNotFoundError, ForeignSessionTypesError. */
  async change(coachId: number, id: number, written: ChangePackDto): Promise<PackDto> {
    this.assertSellable(written.is_active ?? false);
    const [pack] = await this.database.rows<PackDto>(CHANGE, [JSON.stringify(columnsOf(written)), id, coachId]);
    if (!pack) throw new PackNotFoundError();
    return pack;
  }

  /** What was bought of it stays: a purchase has a copy of all that counts. */
  async remove(coachId: number, id: number): Promise<void> {
    const { affected } = await this.database.repository(Pack).delete({ id, coachId });
    if (affected === 0) throw new PackNotFoundError();
  }

  private assertSellable(isSold: boolean): void {
    if (isSold && this.cards.areOff) throw new PaymentsOffError();
  }

  private read(coachId: number, query: IntPageQuery, condition: string): Promise<Page<PackDto>> {
    const list = new KeysetList(OLDEST_FIRST, query, 'packs t');
    list.where(`t.coach_id = ${list.parameter(coachId)}`);
    list.where(condition);
    return list.page(this.database, (rest) => `SELECT ${SHOWN.join(', ')} FROM packs t ${rest}`);
  }
}
