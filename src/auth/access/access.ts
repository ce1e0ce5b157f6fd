import { applyDecorators, type ExecutionContext, SetMetadata } from '@nestjs/common';
import type { Reflector } from '@nestjs/core';
import { ApiBearerAuth, ApiExtension, ApiSecurity } from '@nestjs/swagger';
import { ACCESS } from '../../wire/public.js';
import { Refuses } from '../../problems/refuses.js';
import { type Role, ROLES } from '../../users/role.js';
import { ForbiddenError, UnauthenticatedError } from '../auth-errors.js';

export type Access = 'public' | 'guests' | readonly Role[];

/** The access that the handler or else its controller declares; undefined when neither declares any. */
export const accessOf = (reflector: Reflector, context: ExecutionContext): Access | undefined =>
  reflector.getAllAndOverride<Access | undefined>(ACCESS, [context.getHandler(), context.getClass()]);

/** Opens a route to these roles, and documents it. A route without `@Allow`, `@AllowGuests` or `@Public` is closed to everyone. */
export const Allow = (...roles: readonly [Role, ...Role[]]) =>
  applyDecorators(
    SetMetadata(ACCESS, roles satisfies Access),
    ApiBearerAuth(),
    ApiExtension('x-roles', roles),
    Refuses(new UnauthenticatedError(), ...(roles.length < ROLES.length ? [new ForbiddenError(roles)] : [])),
  );

/** Opens a route to every user who is logged in. */
export const AllowAny = () => Allow(...ROLES);

/** Opens a route to everyone. A caller with a valid token has a principal; every other caller is a guest without one. */
export const AllowGuests = () =>
  applyDecorators(SetMetadata(ACCESS, 'guests' satisfies Access), ApiSecurity({}), ApiBearerAuth());
