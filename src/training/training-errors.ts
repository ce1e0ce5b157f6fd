import { DomainError } from '../domain-error.js';

export class WorkoutLogNotFoundError extends DomainError {
  readonly code = 'workout-log-not-found';
  readonly kind = 'not-found';

  constructor() {
    super('Workout log not found');
  }
}

export class DietLogNotFoundError extends DomainError {
  readonly code = 'diet-log-not-found';
  readonly kind = 'not-found';

  constructor() {
    super('Diet log not found');
  }
}

export class WorkoutPlanNotFoundError extends DomainError {
  readonly code = 'workout-plan-not-found';
  readonly kind = 'not-found';

  constructor() {
    super('Workout plan not found');
  }
}

export class DietPlanNotFoundError extends DomainError {
  readonly code = 'diet-plan-not-found';
  readonly kind = 'not-found';

  constructor() {
    super('Diet plan not found');
  }
}
