import { applyDecorators, SetMetadata } from '@nestjs/common';
import { ApiBearerAuth, ApiExtension, ApiSecurity } from '@nestjs/swagger';
import { ACCESS } from '../../wire/public.js';
import { RefusesFirst } from '../../problems/refuses.js';
import { type Role, ROLES } from '../../users/role.js';
import { ForbiddenError, UnauthenticatedError } from '../auth-errors.js';

export type Access = 'public' | 'guests' | readonly Role[];

/** Opens a route to the roles named, and documents it. A route with neither this nor `@Public` is closed to all. */
export const Allow = (...roles: readonly [Role, ...Role[]]) =>
  applyDecorators(
    SetMetadata(ACCESS, roles satisfies Access),
    ApiBearerAuth(),
    ApiExtension('x-roles', roles),
    RefusesFirst(new UnauthenticatedError(), ...(roles.length < ROLES.length ? [new ForbiddenError(roles)] : [])),
  );

/** Opens a route to everyone who is logged in. */
export const AllowAny = () => Allow(...ROLES);

/** Opens a route to everyone. Who sends a good token is known by it; anyone else is a guest, without a principal. */
export const AllowGuests = () =>
  applyDecorators(SetMetadata(ACCESS, 'guests' satisfies Access), ApiSecurity({}), ApiBearerAuth());
