import { UnsupportedMediaTypeException } from '@nestjs/common';
import type { FastifyInstance } from 'fastify';
import { MalformedRequestError } from '../problems/problem.js';

export const MAX_BODY_BYTES = 65_536;
const MAX_DEPTH = 20;
const POISON = new Set(['__proto__', 'constructor', 'prototype']);

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** Accepts JSON bodies only. Checks depth and keys before any code walks the value recursively. */
export function acceptJsonBodies(fastify: FastifyInstance): void {
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser<Buffer>('application/json', { parseAs: 'buffer' }, ({ headers }, body, done) => {
    try {
      assertPlain(headers['content-encoding']);
      done(null, body.length === 0 ? undefined : parseJson(body));
    } catch (error) {
      done(error as Error);
    }
  });
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
