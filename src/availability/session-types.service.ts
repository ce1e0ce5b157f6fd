import { Injectable } from '@nestjs/common';
import { CardPayments } from '../config/payments-config.js';
import { Database, type Handle } from '../database/database.js';
import { insertFromJson, updateFromJson } from '../database/json-writes.js';
import { sqlStateOf } from '../database/postgres-errors.js';
import { KeysetList, type Order } from '../wire/lists/keyset-list.js';
import type { IntPageQuery, Page } from '../wire/lists/paging.js';
import { NoCardsError, SessionTypeNotFoundError } from './availability-errors.js';
import type { ChangeSessionTypeDto, MakeSessionTypeDto, SessionTypeDto } from './dto/session-types.dto.js';
import { SchedulesService } from './schedules.service.js';
import { columnsOf, priceColumn } from '../wire/answers/prices.js';
import { SessionType } from './session-type.entity.js';

const WRITTEN = [
  'name',
  'description',
  'minutes',
  'buffer_before_minutes',
  'buffer_after_minutes',
  'capacity',
  'location',
  'location_kind',
  'price_minor',
  'currency',
  'payment',
  'is_active',
  'position',
] as const;
const SHOWN = [
  ...['id', 'coach_id', ...WRITTEN.filter((column) => column !== 'price_minor' && column !== 'currency')],
  priceColumn('t'),
];

const DEFAULTS = {
  buffer_before_minutes: 0,
  buffer_after_minutes: 0,
  capacity: 1,
  location_kind: 'in_person',
  payment: 'free',
  is_active: true,
  position: 0,
};

const MAKE = insertFromJson({
  table: 'session_types',
  columns: ['coach_id', ...WRITTEN],
  condition: 'true',
  returning: SHOWN,
});

const CHANGE = updateFromJson({
  table: 'session_types',
  columns: WRITTEN,
  condition: 't.id = $2 AND t.coach_id = $3',
  returning: SHOWN,
});

const IN_ORDER: Order<SessionTypeDto> = {
  key: 't.position',
  id: 't.id',
  direction: 'ASC',
  cursorOf: ({ position, id }) => ({ value: String(position), id }),
};

const FOREIGN_KEY_VIOLATION = '23503';

/** What coaches offer. Every method takes the coach's id: another coach's type is not found. */
@Injectable()
export class SessionTypesService {
  constructor(
    private readonly database: Database,
    private readonly schedules: SchedulesService,
    private readonly cards: CardPayments,
  ) {}

  /** By position. */
  list(coachId: number, query: IntPageQuery): Promise<Page<SessionTypeDto>> {
    return this.read(coachId, query, 'true');
  }

  /** The same for clients, who cannot book the others. */
  listActive(coachId: number, query: IntPageQuery): Promise<Page<SessionTypeDto>> {
    return this.read(coachId, query, 't.is_active');
  }

  /** NoCardsError. */
  async create(db: Handle, coachId: number, written: MakeSessionTypeDto): Promise<SessionTypeDto> {
    this.assertPayable(written);
    await this.schedules.open(db, coachId);
    return db.one<SessionTypeDto>(MAKE, [JSON.stringify({ ...DEFAULTS, ...columnsOf(written), coach_id: coachId })]);
  }

  /** Changes only what is given. NoCardsError, SessionTypeNotFoundError. */
  async change(coachId: number, id: number, written: ChangeSessionTypeDto): Promise<SessionTypeDto> {
    this.assertPayable(written);
    const [type] = await this.database.rows<SessionTypeDto>(CHANGE, [JSON.stringify(columnsOf(written)), id, coachId]);
    if (!type) throw new SessionTypeNotFoundError();
    return type;
  }

  /** Deletes a type that was never booked; deactivates another. The foreign key of bookings decides. */
  async remove(coachId: number, id: number): Promise<void> {
    const types = this.database.repository(SessionType);
    const affected = await types.delete({ id, coachId }).then(
      (deleted) => deleted.affected,
      async (error: unknown) => {
        if (sqlStateOf(error) !== FOREIGN_KEY_VIOLATION) throw error;
        return (await types.update({ id, coachId, isActive: true }, { isActive: false })).affected;
      },
    );
    if (affected === 0) throw new SessionTypeNotFoundError();
  }

  private assertPayable({ payment }: Pick<ChangeSessionTypeDto, 'payment'>): void {
    if (payment === 'to_book' && this.cards.areOff) throw new NoCardsError();
  }

  private read(coachId: number, query: IntPageQuery, condition: string): Promise<Page<SessionTypeDto>> {
    const list = new KeysetList(IN_ORDER, query, 'session_types t');
    list.where(`t.coach_id = ${list.parameter(coachId)}`);
    list.where(condition);
    return list.page(this.database, (rest) => `SELECT ${SHOWN.join(', ')} FROM session_types t ${rest}`);
  }
}
