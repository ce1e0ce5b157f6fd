import { Injectable } from '@nestjs/common';
import type { Transaction } from '../database/database.js';
import { DietLog } from './logs/diet-log.entity.js';
import { DietPlan } from './plans/diet-plan.entity.js';
import { WorkoutLog } from './logs/workout-log.entity.js';
import { WorkoutPlan } from './plans/workout-plan.entity.js';

/** All logs and plans of a user. */
@Injectable()
export class TrainingRecordsService {
  /** Deletes a user's logs and plans. */
  async forget(tx: Transaction, userId: number): Promise<void> {
    for (const kind of [WorkoutLog, DietLog, WorkoutPlan, DietPlan]) await tx.repository(kind).delete({ userId });
  }
}
