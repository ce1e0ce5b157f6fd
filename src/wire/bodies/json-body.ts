import { UnsupportedMediaTypeException } from '@nestjs/common';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { ignoresBody } from './ignores-body.js';
import { takesRawBody } from './raw-body.js';
import { MalformedRequestError, ProblemException } from '../../problems/problem.js';

export const MAX_BODY_BYTES = 65_536;
const MAX_DEPTH = 20;
const POISON = new Set(['__proto__', 'constructor', 'prototype']);

/** Mail programs send these to unsubscribe (RFC 8058). */
const FORMS = ['application/x-www-form-urlencoded', 'multipart/form-data'];

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** Accepts JSON bodies only; a route can ignore forms. Checks depth and keys before any code walks the value recursively. */
export function acceptJsonBodies(fastify: FastifyInstance): void {
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser<Buffer>(
    'application/json',
    { parseAs: 'buffer' },
    ({ headers, routeOptions }, body, done) => {
      try {
        assertPlain(headers['content-encoding']);
        if (takesRawBody(routeOptions.config)) {
          done(null, body);
          return;
        }
        assertUtf8(headers['content-type']);
        done(null, body.length === 0 ? undefined : parseJson(body));
      } catch (error) {
        done(error as Error);
      }
    },
  );
  fastify.addContentTypeParser<Buffer>(FORMS, { parseAs: 'buffer' }, (request, body, done) => {
    const isFine = body.length === 0 || request.is404 || ignoresBody(request.routeOptions.config);
    done(isFine ? null : new UnsupportedMediaTypeException());
  });
  fastify.addContentTypeParser('*', takeEmptyBody);
  fastify.addHook('preParsing', ({ raw: { headers } }, _reply, _payload, done) => {
    if (isEmpty(headers)) delete headers['content-type'];
    done();
  });
}

/** Whether the headers say that there is no body. Many clients name a type even then. */
function isEmpty(headers: FastifyRequest['headers']): boolean {
  return headers['transfer-encoding'] === undefined && /^0*$/.test(headers['content-length'] ?? '');
}

/** For bodies of another type: lets through the one that turns out to be empty, and requests that no route takes anyway. */
function takeEmptyBody(
  request: FastifyRequest,
  payload: NodeJS.ReadableStream,
  done: (error: Error | null, body?: unknown) => void,
): void {
  if (request.is404) done(null);
  else if (request.headers['content-length'] !== undefined) done(new UnsupportedMediaTypeException());
  else {
    let isAnswered = false;
    const answer = (error: Error | null) => {
      if (!isAnswered) done(error);
      isAnswered = true;
    };
    payload.once('data', () => answer(new UnsupportedMediaTypeException()));
    payload.once('end', () => answer(null));
    payload.once('error', answer);
  }
}

/** Refuses other encodings by name: bytes of UTF-16 or Latin-1 can be valid UTF-8 that says something else. */
function assertUtf8(type = ''): void {
  for (const [, charset = ''] of type.matchAll(/;\s*charset\s*=\s*"?([^\s";]*)/gi)) {
    if (!/^utf-?8$/i.test(charset)) {
      throw new ProblemException(415, 'unsupported-media-type', 'The body must be encoded in UTF-8.');
    }
  }
}

/** Refuses compressed bodies: a few bytes could unpack to any size. */
function assertPlain(encoding = 'identity'): void {
  if (encoding.toLowerCase() !== 'identity') throw new UnsupportedMediaTypeException();
}

function parseJson(body: Buffer): unknown {
  let value: unknown;
  try {
    value = JSON.parse(utf8.decode(body));
  } catch {
    throw new MalformedRequestError('The body is not valid JSON.');
  }
  assertHarmless(value);
  return value;
}

/** Walks level by level instead of recursively, so that a deep body cannot exhaust the stack. */
function assertHarmless(value: unknown): void {
  let level = [value];
  for (let depth = 0; level.length > 0; depth++) {
    const containers = level.filter((item): item is object => typeof item === 'object' && item !== null);
    if (containers.length > 0 && depth >= MAX_DEPTH) {
      throw new MalformedRequestError(`The body is nested deeper than ${MAX_DEPTH} levels.`);
    }
    for (const container of containers) {
      const poison = Array.isArray(container) ? undefined : Object.keys(container).find((key) => POISON.has(key));
      if (poison !== undefined) {
        throw new MalformedRequestError(`The body must not have a key named ${poison}.`);
      }
    }
    level = containers.flatMap((container) => Object.values(container) as unknown[]);
  }
}
