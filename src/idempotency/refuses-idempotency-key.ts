import { applyDecorators, type CanActivate, type ExecutionContext, Injectable, UseGuards } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Refuses } from '../problems/refuses.js';
import { KeyRefusedError } from './idempotency-errors.js';

@Injectable()
class NoIdempotencyKeyGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    const { headers } = context.switchToHttp().getRequest<FastifyRequest>();
    if (headers['idempotency-key'] !== undefined) throw new KeyRefusedError();
    return true;
  }
}

/**
 * For routes whose answers hold tokens: a client that sends an Idempotency-Key relies on it, so ignoring the key would mislead
 * it, and keeping the answer would store tokens.
 */
export const RefusesIdempotencyKey = () =>
  applyDecorators(UseGuards(NoIdempotencyKeyGuard), Refuses(new KeyRefusedError()));
