import { Injectable } from '@nestjs/common';
import { Replica } from '../../database/replica.js';
import { Clock } from '../../time/clock.js';
import type { CoachDueDto, DueBookingDto, DueDto, DueToAllDto, DueToCoachDto } from '../dto/due.dto.js';

const MOST_BOOKINGS = 1_000;

/** A session in person is due once it has begun, or was cancelled late. */
const IS_DUE = `
  b.payment_status = 'due' AND b.kind = 'booking'
    AND (b.payment_method = 'card' AND b.pay_until > $1
         OR b.payment_method = 'at_session' AND (b.status IN ('completed', 'cancelled') OR b.status = 'confirmed' AND b.scheduled_at <= $1))`;

const DUE = (isOf: (coach: string) => string) => `(
  SELECT b.coach_id, b.currency, CASE b.payment_method WHEN 'at_session' THEN b.payment_minor ELSE 0 END AS in_person,
         CASE b.payment_method WHEN 'card' THEN b.payment_minor ELSE 0 END AS by_card, 0 AS going_back
    FROM bookings b WHERE ${IS_DUE} AND ${isOf('b.coach_id')}
   UNION ALL
  SELECT c.coach_id, c.currency, 0, 0, r.amount_minor
    FROM refunds r JOIN checkouts c ON c.id = r.checkout_id WHERE r.status <> 'done' AND ${isOf('c.coach_id')}) d`;

const SUMS = `sum(d.in_person)::float8 AS in_person_minor, sum(d.by_card)::float8 AS by_card_minor, sum(d.going_back)::float8 AS going_back_minor`;

const TO_COACH = `
  SELECT d.currency, ${SUMS} FROM ${DUE((coach) => `${coach} = $2`)} GROUP BY d.currency ORDER BY d.currency`;

/** Those of a coach, and, where there is no coach, all of a currency. */
const TO_ALL = `
  SELECT d.currency, ${SUMS}, d.coach_id, u.full_name AS coach_name FROM ${DUE(() => 'true')} JOIN users u ON u.id = d.coach_id
   GROUP BY GROUPING SETS ((d.currency), (d.coach_id, u.full_name, d.currency)) ORDER BY u.full_name, d.coach_id, d.currency`;

const BOOKINGS = `
  SELECT b.id AS booking_id, b.client_id, u.full_name AS client_name, b.scheduled_at, b.payment_method AS method,
         b.payment_minor AS amount_minor, b.currency, b.pay_until
    FROM bookings b JOIN users u ON u.id = b.client_id
   WHERE ${IS_DUE} AND b.coach_id = $2 ORDER BY b.scheduled_at, b.id LIMIT ${MOST_BOOKINGS}`;

type DueRow = DueDto & (CoachDueDto | { readonly coach_id: null; readonly coach_name: null });

const isOfCoach = (row: DueRow): row is CoachDueDto => row.coach_id !== null;

/** What is still to be paid, or to go back. */
@Injectable()
export class DueService {
  constructor(
    private readonly replica: Replica,
    private readonly clock: Clock,
  ) {}

  async toCoach(coachId: number): Promise<DueToCoachDto> {
    const values = [this.clock.now(), coachId];
    const currencies = await this.replica.rows<DueDto>(TO_COACH, values);
    return { currencies, bookings: await this.replica.rows<DueBookingDto>(BOOKINGS, values) };
  }

  async toAll(): Promise<DueToAllDto> {
    const rows = await this.replica.rows<DueRow>(TO_ALL, [this.clock.now()]);
    const totals = rows.filter((row) => !isOfCoach(row));
    return {
      currencies: totals.map(({ coach_id: _coach, coach_name: _name, ...sums }) => sums),
      coaches: rows.filter(isOfCoach),
    };
  }
}
