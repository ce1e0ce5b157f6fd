/** Why a rule said no. The HTTP layer alone decides which status each kind becomes. */
export type DomainErrorKind =
  'invalid' | 'unauthenticated' | 'forbidden' | 'not-found' | 'conflict' | 'throttled' | 'unavailable';

/**
 * Base of every refusal a caller can act on. `code` is public API, listed in docs/problems.md: never rename one.
 * The message is one sentence for a person; frontends show it as it is.
 */
export abstract class DomainError extends Error {
  abstract readonly code: string;
  abstract readonly kind: DomainErrorKind;
  /** Seconds after which trying again makes sense; sent as `Retry-After`. */
  readonly retryAfter?: number;
  /** The field of the wire that is wrong, for refusals of kind `invalid`. */
  readonly field?: string;
}
