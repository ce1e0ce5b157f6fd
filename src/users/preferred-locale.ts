import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { type Locale, localeOf } from './domain/locale.js';

/** The language that the caller’s browser asks for. */
export const PreferredLocale = createParamDecorator((_data: unknown, context: ExecutionContext): Locale =>
  localeOf(context.switchToHttp().getRequest<FastifyRequest>().headers['accept-language']),
);
