import { Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { boundsCall, boundsOf, boundsValues } from '../bookings/times/claim.js';
import { instantOf, lengthOf, type Question, type SituationRow, toSituation } from '../bookings/times/situation.js';
import { SituationsService } from '../bookings/times/situations.service.js';
import { Database } from '../database/database.js';
import { offerEnd } from './domain/offer-end.js';
import { chanceOf, mostOffers, type TimeWish } from './domain/time-wish.js';

const DAY_MS = 86_400_000;
/** No window is longer than a year. */
const FAR_MS = 368 * DAY_MS;
/** How often a coach is looked at anew because something changed meanwhile, before others get their turn. */
const ATTEMPTS = 5;

/** Selects the notes of freed time that nobody has worked off, and counts the times on offer. */
const STATE = `
  SELECT ARRAY(SELECT f.id::text FROM waitlist_freed f WHERE f.coach_id = $1) AS freed, (
    SELECT count(*)::integer FROM bookings b
     WHERE b.coach_id = $1 AND b.kind = 'offer' AND b.slot_number IS NULL AND b.group_session_id IS NULL) AS "onOffer"`;

/** Selects the entries that wait for times of a coach, in order. It leaves out deactivated and blocked clients, who keep their places. */
const QUEUE = `
  SELECT e.id, e.client_id AS "clientId", e.session_type_id AS "sessionTypeId", e.from_date AS "from", e.to_date AS "to", e.weekdays,
         e.earliest, e.latest
    FROM waitlist_entries e JOIN users u ON u.id = e.client_id AND u.role = 'client' AND u.is_active
   WHERE e.coach_id = $1 AND NOT EXISTS (
           SELECT FROM connections c WHERE c.coach_id = $1 AND c.client_id = e.client_id AND c.blocked_at IS NOT NULL)
     AND e.kind = 'time' AND e.status = 'waiting' ORDER BY e.id`;

/**
 * No row: the time is taken, the client is busy, enough times are on offer, or more became free since FREED was read, and the first
 * in the queue come first there, too.
 */
const OFFER = `
  INSERT INTO bookings AS b (coach_id, client_id, waitlist_entry_id, kind, scheduled_at, ends_at, session_type_id, session_type_name,
    buffer_before, buffer_after, hold_id, held_until, created_at, updated_at)
  SELECT $1, $2, $3, 'offer', $4, $5, $6, $7, $8, $9, $10, $11, $12, $12
   WHERE NOT EXISTS (SELECT FROM waitlist_freed f WHERE f.coach_id = $1 AND f.id <> ALL ($14::bigint[]))
     AND bookings_claim(coach => $1, client => $2, starts => $4, ends => $5, before => $8, after => $9, moved => NULL,
                        is_own => false, at => $12, entry => $3, most_offers => $13, ${boundsCall(15)})
      ON CONFLICT DO NOTHING
  RETURNING b.id`;

const SKIP = `
  UPDATE waitlist_entries SET skipped_for = $2, updated_at = $3
   WHERE id = $1 AND status = 'waiting' AND skipped_for IS DISTINCT FROM $2`;
const LOOKED = `
  WITH done AS (DELETE FROM waitlist_freed WHERE id = ANY ($2::bigint[]))
  UPDATE waitlist_entries SET looked_at = $3 WHERE coach_id = $1 AND kind = 'time' AND status = 'waiting'`;

interface Waiting extends TimeWish {
  readonly id: number;
  readonly clientId: number;
  readonly sessionTypeId: number;
}

/** A look at a coach: what had become free when it began, and how many times are on offer by now. */
interface Look {
  readonly coachId: number;
  readonly now: Date;
  readonly freed: readonly string[];
  onOffer: number;
}

/** Offers free times of coaches to those who wait for them, first come, first served. */
@Injectable()
export class TimeOffersService {
  constructor(
    private readonly database: Database,
    private readonly situations: SituationsService,
  ) {}

  /**
   * Offers what a coach has free. Each offer is a transaction of its own, and what became free is forgotten last: whoever dies in
   * between leaves whole offers behind, and the next one goes on. False when the coach's calendar never kept still.
   */
  async offerTimesOf(coachId: number, now: Date): Promise<boolean> {
    for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
      const { freed, onOffer } = await this.database.one<Pick<Look, 'freed' | 'onOffer'>>(STATE, [coachId]);
      if (!(await this.offeredAll({ coachId, now, freed, onOffer }))) continue;
      await this.database.rows(LOOKED, [coachId, freed, now]);
      return true;
    }
    return false;
  }

  /** False when something changed meanwhile: the first in the queue are to be asked again. */
  private async offeredAll(look: Look): Promise<boolean> {
    for (const waiting of await this.database.rows<Waiting>(QUEUE, [look.coachId])) {
      const question = questionOf(look, waiting);
      const row = await this.situations.loadAny(this.database, question);
      if (!row?.is_bookable) return true;
      const situation = toSituation(row, question, lengthOf(row.type), this.situations.clientLimit);
      const chance = row.type === null ? null : chanceOf(situation, waiting);
      if (chance === null) continue;
      if ('skippedFor' in chance) {
        await this.database.rows(SKIP, [waiting.id, chance.skippedFor, look.now]);
        continue;
      }
      const most = mostOffers(situation, look.onOffer);
      if (look.onOffer >= most) continue;
      if (!(await this.offered(look, waiting, row, instantOf(chance.start), most))) return false;
      look.onOffer++;
    }
    return true;
  }

  private async offered(look: Look, waiting: Waiting, row: SituationRow, start: Date, most: number): Promise<boolean> {
    const { coachId, now, freed } = look;
    const { type, minutes, before, after } = { type: row.type, ...lengthOf(row.type) };
    const offers = await this.database.rows(OFFER, [
      ...[coachId, waiting.clientId, waiting.id, start, new Date(start.getTime() + minutes * 60_000)],
      ...[type?.id ?? null, type?.name ?? null, before, after, randomUUID(), offerEnd(start, now), now, most, freed],
      ...boundsValues(boundsOf(row, start, this.situations.clientLimit)),
    ]);
    return offers.length > 0;
  }
}

/** All that may be offered to somebody who waits. Their own holds count: an offer takes none from them. */
function questionOf({ coachId, now }: Look, { clientId, sessionTypeId }: Waiting): Question {
  const [from, to] = [new Date(now.getTime() - 2 * DAY_MS), new Date(now.getTime() + FAR_MS)];
  return { coachId, sessionTypeId, clientId, from, to, now, movedBookingIds: [], isOwn: false, startsAt: null };
}
