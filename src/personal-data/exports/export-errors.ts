import { DomainError } from '../../domain-error.js';

export class ExportTooSoonError extends DomainError {
  readonly code = 'export-too-soon';
  readonly kind = 'throttled';

  constructor(override readonly retryAfter: number) {
    super('You asked for your data less than 24 hours ago; please come back later.');
  }
}

export class NoExportError extends DomainError {
  readonly code = 'no-export';
  readonly kind = 'not-found';

  constructor() {
    super('There is no file with your data: ask for one, or wait until it is made.');
  }
}
