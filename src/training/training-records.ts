import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { DietLog } from './diet-log.entity.js';
import { DietPlan } from './diet-plan.entity.js';
import { WorkoutLog } from './workout-log.entity.js';
import { WorkoutPlan } from './workout-plan.entity.js';

/** All that is kept of someone's training. */
@Injectable()
export class TrainingRecords {
  /** Deletes a user's logs and plans. */
  async forget(manager: EntityManager, userId: number): Promise<void> {
    for (const kind of [WorkoutLog, DietLog, WorkoutPlan, DietPlan]) await manager.delete(kind, { userId });
  }
}
