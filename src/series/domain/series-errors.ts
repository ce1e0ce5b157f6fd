import { DomainError } from '../../domain-error.js';
import { FEWEST_OCCURRENCES, MOST_OCCURRENCES } from './series-rule.js';
import type { Verdict } from './verdicts.js';

export class SeriesNotFoundError extends DomainError {
  readonly code = 'series-not-found';
  readonly kind = 'not-found';

  constructor() {
    super('Series not found');
  }
}

export class NoSeriesError extends DomainError {
  readonly code = 'no-series';
  readonly kind = 'conflict';

  constructor() {
    super('This coach takes no series; please book the times one by one.');
  }
}

/** An occurrence of a refused series, as problem documents show it. */
export interface RefusedOccurrence {
  readonly starts_at: string | null;
  readonly local_start: string | null;
  readonly verdict: Verdict;
  readonly booking_id: number | null;
}

/** Some occurrences cannot be had, so nothing was booked or moved. The problem document lists all of them. */
export class SeriesConflictError extends DomainError {
  readonly code = 'series-conflict';
  readonly kind = 'conflict';

  constructor(override readonly occurrences: readonly RefusedOccurrence[]) {
    const bad = occurrences.filter(({ verdict }) => verdict !== 'free').length;
    super(`Of ${occurrences.length} sessions ${bad} cannot be had at their times, so nothing was changed.`);
  }
}

/** For the documentation. */
export const CONFLICT_EXAMPLE = new SeriesConflictError([
  {
    starts_at: '2027-01-12T09:00:00.000Z',
    local_start: '2027-01-12T10:00:00+01:00',
    verdict: 'free',
    booking_id: null,
  },
  {
    starts_at: '2027-01-19T09:00:00.000Z',
    local_start: '2027-01-19T10:00:00+01:00',
    verdict: 'coach-busy',
    booking_id: null,
  },
]);

/** A field whose fault shows only with the coach's clock. */
export class SeriesFieldError extends DomainError {
  readonly code = 'validation-failed';
  readonly kind = 'invalid';
  override readonly field: string;

  private constructor(field: string, fault: string) {
    super(`${field} ${fault}.`);
    this.field = field;
  }

  static readonly startTooFar = () => new SeriesFieldError('starts_at', 'must lie within the next hundred years');
  static readonly tooMany = () =>
    new SeriesFieldError('until', `must leave at most ${MOST_OCCURRENCES} sessions: choose an earlier day`);
  static readonly tooFew = () =>
    new SeriesFieldError('until', `must leave at least ${FEWEST_OCCURRENCES} sessions: choose a later day`);
}
