import { DomainError } from '../../domain-error.js';

export type ProviderFault = 'declined' | 'refused' | 'unreachable' | 'busy' | 'credentials' | 'already-refunded';

const SENTENCES: Readonly<Record<ProviderFault, string>> = {
  declined: 'The bank declined it.',
  refused: 'The payment provider refused the request.',
  unreachable: 'The payment provider could not be reached, or did not answer in time.',
  busy: 'The payment provider asks to try again later.',
  credentials: 'The payment provider does not accept our key.',
  'already-refunded': 'The payment provider says that this was returned already.',
};

/** Another try with the same reference may end differently. */
const PASSING: readonly ProviderFault[] = ['unreachable', 'busy', 'credentials'];

/** A call to the provider failed. The message is for admins: it holds no secret and nothing of a person. */
export class ProviderError extends Error {
  /** `detail`: the provider's own code, for people who look it up there. */
  constructor(
    readonly fault: ProviderFault,
    detail: string | null = null,
    options?: ErrorOptions,
  ) {
    super(detail === null ? SENTENCES[fault] : `${SENTENCES[fault]} (${detail})`, options);
  }

  /** Whether another try, later, makes sense. */
  get isPassing(): boolean {
    return PASSING.includes(this.fault);
  }
}

/** A webhook that the provider did not sign, or signed long ago. */
export class BadSignatureError extends DomainError {
  readonly code = 'bad-signature';
  readonly kind = 'malformed';

  constructor() {
    super('The signature of this message is missing, wrong or too old.');
  }
}

/** A message to the address of a provider that is not ours. */
export class ProviderNotFoundError extends DomainError {
  readonly code = 'provider-not-found';
  readonly kind = 'not-found';

  constructor() {
    super('This installation does not use this payment provider.');
  }
}

/** Nobody takes payments here. */
export class PaymentsOffError extends DomainError {
  readonly code = 'payments-off';
  readonly kind = 'conflict';

  constructor() {
    super('Payments by card are not available here.');
  }
}
