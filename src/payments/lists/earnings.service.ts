import { Injectable } from '@nestjs/common';
import { Replica } from '../../database/replica.js';
import { dayOf, startOfDay } from '../../time/zones.js';
import { TooManyDaysError } from '../../reports/domain/report-errors.js';
import type { CurrencyEarningsDto, EarningsDto, EarningsQuery } from '../dto/payment-records.dto.js';

const MOST_DAYS = 366;

const ZONE = `
  SELECT coalesce(s.time_zone, u.time_zone, 'UTC') AS zone FROM users u LEFT JOIN schedules s ON s.coach_id = u.id WHERE u.id = $1`;

/** The ledger says what moved in these days; sessions of these days, what was paid at them or is due. */
const SUMS = `
  SELECT currency, sum(earned)::float8 AS earned_minor, sum(returned)::float8 AS returned_minor,
         sum(in_person)::float8 AS in_person_minor, sum(due)::float8 AS due_minor
    FROM (
      SELECT unit AS currency, amount AS earned, 0 AS returned, 0 AS in_person, 0 AS due
        FROM transfers WHERE to_account = 'coach:' || $1::integer AND at >= $2 AND at < $3
       UNION ALL
      SELECT unit, 0, amount, 0, 0 FROM transfers WHERE from_account = 'coach:' || $1::integer AND at >= $2 AND at < $3
       UNION ALL
      SELECT currency, 0, 0, CASE payment_status WHEN 'paid' THEN payment_minor ELSE 0 END,
             CASE payment_status WHEN 'due' THEN payment_minor ELSE 0 END
        FROM bookings WHERE coach_id = $1 AND kind = 'booking' AND payment_method = 'at_session'
         AND coalesce(scheduled_at, 'infinity') >= $2 AND coalesce(scheduled_at, 'infinity') < $3
    ) moved
   WHERE currency ~ '^[A-Z]{3}$' GROUP BY currency ORDER BY currency`;

/** What coaches earn. */
@Injectable()
export class EarningsService {
  constructor(private readonly replica: Replica) {}

  /** TooManyDaysError. */
  async of(coachId: number, { from, to }: EarningsQuery): Promise<EarningsDto> {
    const [first, last] = [dayOf(from), dayOf(to)];
    if (last - first >= MOST_DAYS) throw new TooManyDaysError(MOST_DAYS);
    const { zone } = await this.replica.one<{ zone: string }>(ZONE, [coachId]);
    const bounds = [startOfDay(zone, first), startOfDay(zone, last + 1)].map((minute) => new Date(minute * 60_000));
    const currencies = await this.replica.rows<CurrencyEarningsDto>(SUMS, [coachId, ...bounds]);
    return { from, to, time_zone: zone, currencies };
  }
}
