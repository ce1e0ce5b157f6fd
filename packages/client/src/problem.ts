import type { Problem as ProblemDocument } from './generated/types.gen.js';

export type { ProblemDocument };

/** What the server answers instead of what was asked for (RFC 9457). `message` is one sentence for people. */
export class Problem extends Error {
  override readonly name = 'Problem';
  /** For programs. An operation's `isProblem` narrows it to what that operation can answer. */
  readonly code: ProblemDocument['code'] | 'unexpected-answer';
  readonly status: number;
  /** What is wrong with which field. */
  readonly errors: NonNullable<ProblemDocument['errors']>;

  constructor(
    readonly document: ProblemDocument,
    /** Seconds to wait before another try, when the server says so. */
    readonly retryAfter: number | null = null,
  ) {
    super(document.detail);
    this.code = document.code;
    this.status = document.status;
    this.errors = document.errors ?? [];
  }
}

/** A problem with this document. */
export type ProblemWith<Document extends ProblemDocument> = Problem & {
  readonly code: Document['code'];
  readonly document: Document;
};

/** The problem of an answer. A proxy may answer with something else than a problem document. */
export function problemOf(body: unknown, { status, statusText, headers }: Response): Problem {
  const isDocument = typeof body === 'object' && body !== null && 'code' in body && 'detail' in body;
  const detail = `The server answered ${status}.`;
  const made = { type: 'about:blank', title: statusText, status, detail, code: 'unexpected-answer', instance: '' };
  return new Problem((isDocument ? body : made) as ProblemDocument, secondsOf(headers));
}

/** The seconds of `Retry-After`; null without it. Our server never sends a date. */
export function secondsOf(headers: Headers): number | null {
  const seconds = Number(headers.get('Retry-After') ?? NaN);
  return Number.isFinite(seconds) ? seconds : null;
}
