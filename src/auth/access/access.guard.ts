import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { MaybeKnownRequest } from '../../wire/fields/maybe-known.js';
import { ForbiddenError, UnauthenticatedError } from '../auth-errors.js';
import { isLetInByCookie } from '../cookies/or-refresh-cookie.js';
import { accessOf } from './access.js';
import type { Principal } from './principal.js';

/** Global, the last of three. Fails closed: a route without `@Allow`, `@AllowGuests` or `@Public` answers 403 to everyone. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(private readonly reflector: Reflector) {}

  canActivate(context: ExecutionContext): boolean {
    const access = accessOf(this.reflector, context);
    if (access === 'public' || access === 'guests') return true;
    const { principal } = context.switchToHttp().getRequest<MaybeKnownRequest<Principal>>();
    if (!principal && isLetInByCookie(this.reflector, context)) return true;
    if (!principal) throw new UnauthenticatedError();
    if (!access?.includes(principal.role)) throw new ForbiddenError(access ?? []);
    return true;
  }
}
