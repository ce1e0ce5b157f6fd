import { HttpException } from '@nestjs/common';
import { STATUS_CODES } from 'node:http';
import type { DomainError, DomainErrorKind } from '../domain-error.js';

export const PROBLEM_JSON = 'application/problem+json; charset=utf-8';

/** A field of the request and a sentence that says what is wrong with it. */
export interface FieldError {
  readonly field: string;
  readonly message: string;
}

/** A problem document (RFC 9457): the body of every error response. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly code: string;
  readonly instance: string;
  readonly trace_id?: string;
  readonly errors?: readonly FieldError[];
  readonly reasons?: DomainError['reasons'];
  readonly occurrences?: DomainError['occurrences'];
}

/** A refusal by the HTTP layer, before any domain rule runs. */
export class ProblemException extends HttpException {
  constructor(
    status: number,
    readonly code: string,
    detail: string,
    readonly errors?: readonly FieldError[],
  ) {
    super(detail, status);
  }
}

export class MalformedRequestError extends ProblemException {
  constructor(detail: string) {
    super(400, 'malformed-request', detail);
  }
}

export class ValidationFailedError extends ProblemException {
  constructor(errors: readonly FieldError[]) {
    super(422, 'validation-failed', oneSentence(errors), errors);
  }
}

/** Frontends show this text unchanged. */
function oneSentence(errors: readonly FieldError[]): string {
  return spoken(`${errors.map(({ message }) => message.replace(/\.$/, '')).join('; ')}.`);
}

/** A sentence without the names of fields: `slot_number must be …` becomes "Slot number must be …". */
export function spoken(message: string): string {
  const words = message.replaceAll(/[a-z]+(_[a-z]+)+/g, (name) => name.replaceAll('_', ' '));
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** Code and detail when only the status is known. */
export const GENERAL = {
  400: ['malformed-request', 'The request is malformed.'],
  401: ['unauthenticated', 'Please log in: this needs a valid access token.'],
  403: ['forbidden', 'Your role may not do this.'],
  404: ['not-found', 'There is nothing at this address.'],
  405: ['method-not-allowed', 'This address does not know that method.'],
  408: ['request-timeout', 'The request took too long to arrive.'],
  413: ['body-too-large', 'The body is larger than 64 kB.'],
  415: ['unsupported-media-type', 'The body must be JSON, sent with Content-Type: application/json.'],
  422: ['validation-failed', 'A field of the request is wrong.'],
  431: ['headers-too-large', 'The headers are too large.'],
  500: ['internal-error', 'Something went wrong on our side; it has been logged.'],
  503: ['unavailable', 'The service cannot answer right now; please try again in a moment.'],
} as const satisfies Record<number, readonly [code: string, detail: string]>;

export type GeneralStatus = keyof typeof GENERAL;

/** The document for a bare status. A status outside GENERAL is answered as 400 or 500, by its class. */
export function generalProblem(status: number, instance: string): Problem {
  const known = (status in GENERAL ? status : status < 500 ? 400 : 500) as GeneralStatus;
  const [code, detail] = GENERAL[known];
  return problem({ status: known, code, detail, instance });
}

export function problem(of: Pick<Problem, 'status' | 'code' | 'detail' | 'instance' | 'errors'>): Problem {
  const { status, detail, code, instance, errors } = of;
  const document = {
    type: `/api/problems#${code}`,
    title: STATUS_CODES[status] ?? 'Error',
    status,
    detail,
    code,
    instance,
  };
  return errors ? { ...document, errors } : document;
}

/** The document where clients see the API below `path`. */
export function publicProblem(path: string, document: Problem): Problem {
  return path === '' ? document : { ...document, type: path + document.type };
}

export const STATUS_OF: Record<DomainErrorKind, number> = {
  malformed: 400,
  invalid: 422,
  unauthenticated: 401,
  forbidden: 403,
  'not-found': 404,
  conflict: 409,
  throttled: 429,
  unavailable: 503,
};

/** The problem document of a domain refusal. */
export function refusal(error: DomainError, instance: string): Problem {
  const { code, kind, message, field, reasons, occurrences } = error;
  const errors = field === undefined ? undefined : [{ field, message }];
  const detail = field === undefined ? message : spoken(message);
  const document = problem({ status: STATUS_OF[kind], code, detail, errors, instance });
  return { ...document, ...(reasons && { reasons }), ...(occurrences && { occurrences }) };
}

/** The same request id stands in the log. */
export const instanceOf = ({ id }: { readonly id: string }) => `urn:uuid:${id}`;
