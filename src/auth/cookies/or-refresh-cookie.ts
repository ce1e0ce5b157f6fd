import { applyDecorators, type ExecutionContext, SetMetadata } from '@nestjs/common';
import type { Reflector } from '@nestjs/core';
import { ApiSecurity } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { COOKIE_SCHEME, refreshTokenIn } from '../../wire/answers/refresh-cookie.js';

const OR_REFRESH_COOKIE = 'or refresh cookie';

/** Beside `@AllowAny`: opens the route to callers without an access token who send the cookie. The handler checks it. */
export const OrRefreshCookie = () => applyDecorators(SetMetadata(OR_REFRESH_COOKIE, true), ApiSecurity(COOKIE_SCHEME));

/** Whether the cookie lets this request in. */
export function isLetInByCookie(reflector: Reflector, context: ExecutionContext): boolean {
  if (reflector.get<true | undefined>(OR_REFRESH_COOKIE, context.getHandler()) !== true) return false;
  return refreshTokenIn(context.switchToHttp().getRequest<FastifyRequest>().headers.cookie) !== null;
}
