import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.js';
import { updateFromJson } from '../database/json-writes.js';
import type { ChangePolicyDto, PolicyDto } from './dto/policy.dto.js';
import { SchedulesService } from './schedules.service.js';

const FIELDS = ['late_cancellation_percent', 'no_show_percent', 'cancel_notice_minutes'] as const;

const ONE = `SELECT ${FIELDS.join(', ')} FROM schedules WHERE coach_id = $1`;

const CHANGE = updateFromJson({ table: 'schedules', columns: FIELDS, condition: 't.coach_id = $2', returning: FIELDS });

/** What counts for a coach who has set nothing. */
const DEFAULTS: PolicyDto = { late_cancellation_percent: 0, no_show_percent: 0, cancel_notice_minutes: 720 };

/** What coaches ask of clients who cancel late or do not come. Bookings keep the policy that they were made under. */
@Injectable()
export class PoliciesService {
  constructor(
    private readonly database: Database,
    private readonly schedules: SchedulesService,
  ) {}

  async find(coachId: number): Promise<PolicyDto> {
    const [policy] = await this.database.rows<PolicyDto>(ONE, [coachId]);
    return policy ?? DEFAULTS;
  }

  async change(coachId: number, changes: ChangePolicyDto): Promise<PolicyDto> {
    return this.database.transaction(async (tx) => {
      await this.schedules.open(tx, coachId);
      return tx.one<PolicyDto>(CHANGE, [JSON.stringify(changes), coachId]);
    });
  }
}
