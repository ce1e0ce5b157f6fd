/** Why a rule refused. Only the HTTP layer maps a kind to a status. */
export type DomainErrorKind =
  'malformed' | 'invalid' | 'unauthenticated' | 'forbidden' | 'not-found' | 'conflict' | 'throttled' | 'unavailable';

/**
 * Base class of every refusal that a caller can act on. `code` is public API, listed in docs/problems.md: never rename one.
 * The message is one sentence for people; frontends show it unchanged.
 */
export abstract class DomainError extends Error {
  abstract readonly code: string;
  abstract readonly kind: DomainErrorKind;
  /** Seconds until a retry makes sense; sent as `Retry-After`. */
  readonly retryAfter?: number | undefined;
  /** For kind `invalid`: the name of the wrong field, as on the wire. */
  readonly field?: string;
  /** All that stands in the way, where more than one thing can; `code` is the first. */
  readonly reasons?: readonly { readonly code: string; readonly detail: string }[];
  /** Of a refused series: what stands in the way of which session. */
  readonly occurrences?: readonly object[];
}
