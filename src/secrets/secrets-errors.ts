import { DomainError } from '../domain-error.js';

export class SecretsOffError extends DomainError {
  readonly code = 'secrets-off';
  readonly kind = 'unavailable';

  constructor() {
    super('This server keeps no secrets, so this is off: its operator must set SECRETS_KEYS.');
  }
}
