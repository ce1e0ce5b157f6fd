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

export class EndBeforeStartError extends DomainError {
  readonly code = 'validation-failed';
  readonly kind = 'invalid';
  override readonly field = 'end_date';

  constructor() {
    super('end_date must not be before start_date.');
  }
}
