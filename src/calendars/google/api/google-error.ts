/** Why Google did not do what it was asked. */
export type GoogleFault =
  /** The permission is gone: only the coach can give it again. */
  | 'disconnected'
  /** The access token is not valid any more. */
  | 'unauthorized'
  | 'refused'
  | 'not-found'
  /** There is an event with this id. */
  | 'exists'
  /** A sync token is too old, or an event was deleted. */
  | 'gone'
  /** The event was changed at Google since. */
  | 'changed'
  /** Too many requests, or Google has trouble: later it works. */
  | 'busy'
  | 'broken-answer'
  /** The calendar has too many events. */
  | 'too-large'
  /** No answer: the reasons of OutgoingError. */
  | 'no-answer';

/** Google answered with an error, or not at all. Holds neither tokens nor what Google wrote: it goes to the log. */
export class GoogleError extends Error {
  constructor(
    readonly fault: GoogleFault,
    readonly status: number,
    options?: ErrorOptions,
  ) {
    super(`Google: ${fault}${status === 0 ? '' : ` (${status})`}`, options);
  }
}

const BY_STATUS: Readonly<Record<number, GoogleFault>> = {
  401: 'unauthorized',
  404: 'not-found',
  408: 'busy',
  409: 'exists',
  410: 'gone',
  412: 'changed',
  429: 'busy',
};

const LATER = /rateLimitExceeded|quotaExceeded|dailyLimitExceeded|backendError/i;

/** What a status and a body other than a success mean. `invalid_grant`: the refresh token was revoked, or the code is no good. */
export function faultOf(status: number, body: string): GoogleFault {
  if (status === 400 && body.includes('invalid_grant')) return 'disconnected';
  if (status === 403 && LATER.test(body)) return 'busy';
  return BY_STATUS[status] ?? (status >= 500 ? 'busy' : 'refused');
}
