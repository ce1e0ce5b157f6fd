import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { ApiHeader } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { KeyInFlightError, KeyReusedError } from './idempotency-errors.js';
import type { Repeatable } from './idempotency.service.js';
import type { MaybeKnownRequest } from '../wire/fields/maybe-known.js';
import { MalformedRequestError } from '../problems/problem.js';

const MAX_KEY = 255;
const VISIBLE = String.raw`[\x21\x23-\x5b\x5d-\x7e]{1,${MAX_KEY}}`;

/** A string of RFC 9651, or the same without its quotes, as most clients send it. */
const KEY = new RegExp(`^(?:"(${VISIBLE})"|(${VISIBLE}))$`);

/** The request, if its sender is logged in and gave it an Idempotency-Key; else null. Keys of guests could meet. */
export const Repetition = createParamDecorator((_data: unknown, context: ExecutionContext): Repeatable | null => {
  const request = context.switchToHttp().getRequest<MaybeKnownRequest>();
  const reply = context.switchToHttp().getResponse<FastifyReply>();
  const { principal } = request;
  if (principal === undefined) return null;
  const key = keyOf(request.headers['idempotency-key']);
  if (key === null) return null;
  return {
    key,
    scope: [request.method, request.routeOptions.url, principal.id].join(' '),
    userId: principal.id,
    body: request.body ?? {},
    replayed: () => void reply.header('Idempotency-Replayed', 'true'),
  };
});

function keyOf(header: string | string[] | undefined): string | null {
  if (header === undefined) return null;
  const [, quoted, bare] = KEY.exec(String(header)) ?? [];
  const key = quoted ?? bare;
  if (key === undefined) {
    throw new MalformedRequestError(
      'The header Idempotency-Key must be 1 to 255 visible characters without quotation marks and backslashes, such as a UUID.',
    );
  }
  return key;
}

/** Documents that a route can be repeated safely. */
export const AcceptsIdempotencyKey = () =>
  ApiHeader({
    name: 'Idempotency-Key',
    required: false,
    description:
      'A text of your own, new for each request: 1 to 255 visible ASCII characters without quotation marks and ' +
      'backslashes, such as a UUID; it may stand in quotation marks, which are not part of it. Sent again with the same ' +
      'body within 24 hours, nothing is done twice: the first answer comes again, with `Idempotency-Replayed: true`.',
    schema: {
      type: 'string',
      minLength: 1,
      maxLength: MAX_KEY,
      // Without the form in quotation marks: they end a text in the code of generated clients.
      pattern: `^${VISIBLE}$`,
      example: '8e03978e-40d5-43dd-bc93-6894a57f9324',
    },
  });

/** The refusals that a route with keys can add. */
export const KEY_REFUSALS = [new KeyReusedError(), new KeyInFlightError()] as const;
