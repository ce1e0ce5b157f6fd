import { DomainError } from '../domain-error.js';

export class CalendarNotFoundError extends DomainError {
  readonly code = 'calendar-not-found';
  readonly kind = 'not-found';

  constructor() {
    super('There is no such calendar.');
  }
}

export class TooManyCalendarsError extends DomainError {
  readonly code = 'too-many-calendars';
  readonly kind = 'conflict';

  constructor(what: 'calendar addresses' | 'calendars from elsewhere' = 'calendar addresses') {
    super(`You have ten ${what}, and nobody can have more; please delete one that you no longer use.`);
  }
}
