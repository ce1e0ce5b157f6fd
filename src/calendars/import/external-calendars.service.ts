import { Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { TooManyAttemptsError, UnauthenticatedError } from '../../auth/auth-errors.js';
import { ExternalCalendar } from '../../availability/busy-times/external-calendar.entity.js';
import { Database, type Handle } from '../../database/database.js';
import { OutgoingClient } from '../../outgoing/outgoing-client.js';
import { Worker } from '../../outbox/worker.js';
import { ValidationFailedError } from '../../problems/problem.js';
import { SecretsService } from '../../secrets/secrets.service.js';
import { Clock } from '../../time/clock.js';
import { KeysetList, type Order } from '../../wire/lists/keyset-list.js';
import type { IntPageQuery, Page } from '../../wire/lists/paging.js';
import { CalendarNotFoundError, TooManyCalendarsError } from '../calendar-errors.js';
import type { ExternalCalendarDto, ImportCalendarDto } from '../dto/external-calendars.dto.js';
import { type CalendarFault, sentenceAbout } from './calendar-faults.js';
import { addressPlace } from './feed-requests.service.js';

/** Somebody who has just mended a calendar wants to see it, but not to fetch it without end. */
const REFRESH_SECONDS = 60;

/** `$2` is now. */
const COLUMNS = `
  c.id, c.kind, c.description, c.host, c.fetched_at, c.failing_since, c.fault, c.left_out, c.created_at,
  CASE WHEN c.failing_since IS NOT NULL THEN 'failing' WHEN c.fetched_at IS NULL THEN 'waiting' ELSE 'working' END AS state,
  (SELECT count(*)::integer FROM busy_times b WHERE b.calendar_id = c.id AND b.ends_at > $2::timestamptz) AS busy_times`;

/** A coach's feeds have numbers up to ten. */
const NUMBER = `coalesce(c.number, 11)`;

const BY_NUMBER: Order<Row & { readonly number: number }> = {
  key: NUMBER,
  id: NUMBER,
  direction: 'ASC',
  cursorOf: ({ number }) => ({ value: String(number), id: number }),
};

/** Calendars of one coach are added one after another, and not while the coach is deleted. */
const LOCK = `SELECT id FROM users WHERE id = $1 AND role = 'coach' AND is_active FOR NO KEY UPDATE`;

/** Takes the first of the ten numbers that is free. */
const ADD = `
  INSERT INTO external_calendars AS c (id, coach_id, kind, number, description, address, host, next_fetch_at, created_at)
  SELECT $3, $1, 'feed', number, $4, $5, $6, $2, $2 FROM generate_series(1, 10) number
   WHERE NOT EXISTS (SELECT FROM external_calendars taken WHERE taken.coach_id = $1 AND taken.number = number.number)
   ORDER BY number LIMIT 1
  RETURNING ${COLUMNS}`;

const REFRESH = `
  UPDATE external_calendars c SET next_fetch_at = $2
   WHERE c.coach_id = $1 AND c.id = $3 AND c.kind = 'feed'
     AND (c.tried_at IS NULL OR c.tried_at <= $2::timestamptz - make_interval(secs => ${REFRESH_SECONDS}))
  RETURNING ${COLUMNS}`;

type Row = Omit<ExternalCalendarDto, 'fault'> & { readonly fault: CalendarFault | null };

/** The calendars that coaches keep elsewhere. Every method takes the coach's id: another coach's calendar is not found. */
@Injectable()
export class ExternalCalendarsService {
  constructor(
    private readonly database: Database,
    private readonly secrets: SecretsService,
    private readonly client: OutgoingClient,
    private readonly worker: Worker,
    private readonly clock: Clock,
  ) {}

  /** Feeds by number, then Google. */
  async list(coachId: number, query: IntPageQuery): Promise<Page<ExternalCalendarDto>> {
    const list = new KeysetList(BY_NUMBER, query, 'external_calendars c');
    list.parameter(this.clock.now());
    list.where(`c.coach_id = ${list.parameter(coachId)}`);
    const page = await list.page(
      this.database,
      (rest) => `SELECT ${COLUMNS}, ${NUMBER} AS number FROM external_calendars c ${rest}`,
    );
    return page.map(({ number: _, ...row }) => shown(row));
  }

  /** Its events are read at once, but not before this returns. TooManyCalendarsError for the eleventh. */
  async add(db: Handle, coachId: number, { url, description = null }: ImportCalendarDto): Promise<ExternalCalendarDto> {
    // Calendar programs write `webcal:` for addresses to subscribe to.
    const address = url.replace(/^webcals?:/i, 'https:');
    this.assertAllowed(address);
    const id = randomUUID();
    const sealed = this.secrets.seal(address, addressPlace(id));
    const [added] = await db.transaction(async (tx) => {
      if ((await tx.rows(LOCK, [coachId])).length === 0) throw new UnauthenticatedError();
      return tx.rows<Row>(ADD, [coachId, this.clock.now(), id, description, sealed, new URL(address).host]);
    });
    if (!added) throw new TooManyCalendarsError('calendars from elsewhere');
    this.worker.wake();
    return shown(added);
  }

  /** TooManyAttemptsError within a minute of the last fetch. */
  async refresh(coachId: number, id: string): Promise<ExternalCalendarDto> {
    const now = this.clock.now();
    const [calendar] = await this.database.rows<Row>(REFRESH, [coachId, now, id]);
    if (calendar) {
      this.worker.wake();
      return shown(calendar);
    }
    const found = await this.database.repository(ExternalCalendar).findOneBy({ id, coachId, kind: 'feed' });
    if (!found) throw new CalendarNotFoundError();
    const passed = Math.floor((now.getTime() - (found.triedAt ?? now).getTime()) / 1_000);
    throw new TooManyAttemptsError(Math.max(1, REFRESH_SECONDS - passed), 'requests');
  }

  /** Its busy times are free again. */
  async remove(coachId: number, id: string): Promise<void> {
    const { affected } = await this.database.repository(ExternalCalendar).delete({ id, coachId, kind: 'feed' });
    if (affected === 0) throw new CalendarNotFoundError();
  }

  private assertAllowed(address: string): void {
    const fault = this.client.faultOf(address);
    if (fault === null) return;
    throw new ValidationFailedError([{ field: 'url', message: fault.message.replace('The address', 'url') }]);
  }
}

const shown = ({ fault, ...row }: Row): ExternalCalendarDto => ({
  ...row,
  fault: fault === null ? null : sentenceAbout(fault),
});
