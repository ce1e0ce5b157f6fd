import { retryAfterOf } from '../../outgoing/domain/retry-after.js';

/** The answer of an endpoint. */
export interface EndpointAnswer {
  readonly status: number;
  readonly headers: { readonly 'retry-after'?: string | undefined };
  readonly body: Buffer;
}

/** What became of one try. `gone`: the endpoint wants no more messages (410). */
export interface Outcome {
  readonly kind: 'done' | 'failed' | 'gone';
  readonly answered: number | null;
  /** The beginning of the answer, for the owner of the endpoint. */
  readonly answer: string | null;
  /** Why there was no answer. */
  readonly fault: string | null;
  readonly retryAfter: Date | null;
}

/** Characters that are kept of an answer. PostgreSQL stores no NUL. */
const KEPT = 1024;

/** Judges an answer: 2xx is done, 410 ends the endpoint, and all else, redirects too, is a failure. */
export function outcomeOf({ status, headers, body }: EndpointAnswer, now: Date): Outcome {
  const answer = body.toString('utf8').replaceAll('\0', '').slice(0, KEPT);
  const kind = status >= 200 && status < 300 ? 'done' : status === 410 ? 'gone' : 'failed';
  const retryAfter = kind === 'failed' ? retryAfterOf(headers['retry-after'], now) : null;
  return { kind, answered: status, answer, fault: null, retryAfter };
}

/** A try without an answer. */
export const faulty = (fault: string): Outcome => ({
  ...{ kind: 'failed', answered: null, answer: null, retryAfter: null },
  fault,
});
