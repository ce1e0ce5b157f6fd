import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { MaybeKnownRequest } from '../../wire/fields/maybe-known.js';
import type { Role } from '../../users/role.js';

/** The user who sent the request, read from the database now. Never read from the body or the path. */
export interface Principal {
  readonly id: number;
  readonly role: Role;
  /** An IANA name: their own, or UTC. */
  readonly timeZone: string;
  readonly sessionId: string;
  /** The id of the request in the log. */
  readonly requestId: string;
}

/** A request that AccessGuard let through to a route of `@Allow` or `@AllowAny`. */
export type AuthenticatedRequest = FastifyRequest & { readonly principal: Principal };

/** The principal, on routes of `@Allow` and `@AllowAny`. */
export const CurrentPrincipal = createParamDecorator(
  (_data: unknown, context: ExecutionContext): Principal =>
    context.switchToHttp().getRequest<AuthenticatedRequest>().principal,
);

/** The principal on routes of `@AllowGuests`; undefined for a guest. */
export const MaybePrincipal = createParamDecorator(
  (_data: unknown, context: ExecutionContext): Principal | undefined =>
    context.switchToHttp().getRequest<MaybeKnownRequest<Principal>>().principal,
);
