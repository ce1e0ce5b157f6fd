import { Injectable } from '@nestjs/common';
import type { Principal } from '../../auth/access/principal.js';
import { Database } from '../../database/database.js';
import { Clock } from '../../time/clock.js';
import { KeysetList, type Order } from '../../wire/lists/keyset-list.js';
import type { Page } from '../../wire/lists/paging.js';
import { CoachesService } from '../coaches.service.js';
import { CoachNotFoundError } from '../domain/booking-errors.js';
import { hasDays, periodIn } from '../domain/period.js';
import { GroupSessionNotFoundError } from './domain/group-session-errors.js';
import type { GroupSessionsQuery, OfferedGroupSessionsQuery } from './dto/group-session-requests.dto.js';
import type {
  CoachGroupSessionDto,
  GroupSessionWithSeatsDto,
  OfferedGroupSessionDto,
} from './dto/group-sessions.dto.js';
import { COACH_GROUP_SESSION_COLUMNS, GROUP_SESSION_COLUMNS, SEATS } from './group-session-columns.js';

const BY_START: Order<OfferedGroupSessionDto & CoachGroupSessionDto> = {
  key: 'g.starts_at',
  id: 'g.id',
  direction: 'ASC',
  cursorOf: ({ starts_at, id }) => ({ value: starts_at, id }),
};

const ONE = `SELECT ${COACH_GROUP_SESSION_COLUMNS}, ${SEATS} AS seats FROM group_sessions g WHERE g.id = $1 AND g.coach_id = $2`;
const OWN_ZONE = `SELECT time_zone FROM schedules WHERE coach_id = $1`;
const zoneStatement = (bookable: string) => `
  SELECT s.time_zone FROM users u LEFT JOIN schedules s ON s.coach_id = u.id WHERE u.id = $1 AND ${bookable}`;

interface ZoneRow {
  readonly time_zone: string | null;
}

/** Reads group sessions: for their coach, and for everybody who may book a seat. */
@Injectable()
export class GroupSessionListsService {
  private readonly zoneOfBookable: string;
  /** Looked up for each row: as a join PostgreSQL may read all coaches for one page. */
  private readonly isOfBookable: string;

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    { bookable }: CoachesService,
  ) {
    this.zoneOfBookable = zoneStatement(bookable);
    this.isOfBookable = `(SELECT ${bookable} FROM users u WHERE u.id = g.coach_id)`;
  }

  /** One of a coach's own; GroupSessionNotFoundError when there is none of this id. */
  async find(coachId: number, id: number): Promise<GroupSessionWithSeatsDto> {
    const [found] = await this.database.rows<GroupSessionWithSeatsDto>(ONE, [id, coachId]);
    if (!found) throw new GroupSessionNotFoundError();
    return found;
  }

  /** A coach's own, cancelled ones included, by start. */
  async listOf(coachId: number, query: GroupSessionsQuery): Promise<Page<CoachGroupSessionDto>> {
    const [own] = hasDays(query) ? await this.database.rows<ZoneRow>(OWN_ZONE, [coachId]) : [];
    const list = this.listIn(query, own?.time_zone ?? null);
    list.where(`g.coach_id = ${list.parameter(coachId)}`);
    return list.page(this.database, (rest) =>
      ['SELECT', COACH_GROUP_SESSION_COLUMNS, 'FROM group_sessions g', rest].join(' '),
    );
  }

  /** Those that can be booked or were, of coaches who can be booked, by start. CoachNotFoundError for a coach who cannot. */
  async listOffered(reader: Principal, query: OfferedGroupSessionsQuery): Promise<Page<OfferedGroupSessionDto>> {
    const { coach_id: coachId } = query;
    const list = this.listIn(query, coachId === undefined ? null : await this.zoneOf(coachId));
    list.where('g.cancelled_at IS NULL');
    if (coachId === undefined) list.where(this.isOfBookable);
    else list.where(`g.coach_id = ${list.parameter(coachId)}`);
    const mine = `(SELECT b.id FROM bookings b WHERE b.group_session_id = g.id AND b.client_id = ${list.parameter(reader.id)}
                     AND b.kind = 'booking' AND b.status IN ('pending', 'confirmed')) AS my_booking_id`;
    return list.page(this.database, (rest) =>
      ['SELECT', GROUP_SESSION_COLUMNS, ',', mine, 'FROM group_sessions g', rest].join(' '),
    );
  }

  private async zoneOf(coachId: number): Promise<string | null> {
    const [coach] = await this.database.rows<ZoneRow>(this.zoneOfBookable, [coachId]);
    if (!coach) throw new CoachNotFoundError();
    return coach.time_zone;
  }

  /** Upcoming ones, unless the query says otherwise. */
  private listIn(query: GroupSessionsQuery, coachZone: string | null) {
    const list = new KeysetList(BY_START, query, 'group_sessions g');
    const { start, end } = periodIn(query.time_zone ?? coachZone ?? 'UTC', query.from, query.to);
    list.where(`g.starts_at >= ${list.parameter(start ?? this.clock.now())}`);
    if (end) list.where(`g.starts_at < ${list.parameter(end)}`);
    return list;
  }
}
