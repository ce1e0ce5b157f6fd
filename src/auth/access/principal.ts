import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { MaybeKnownRequest } from '../../wire/maybe-known.js';
import type { Role } from '../../users/role.js';

/** Who is asking, as the database knows them now. Never read from the body or the path. */
export interface Principal {
  readonly id: number;
  readonly role: Role;
  /** An IANA name: their own, or UTC. */
  readonly timeZone: string;
  readonly sessionId: string;
  /** The request, as the log names it. */
  readonly requestId: string;
}

/** What the access guard lets through where a role is asked for. */
export type AuthenticatedRequest = FastifyRequest & { readonly principal: Principal };

/** Who asks, on routes of `@Allow` and `@AllowAny`. */
export const CurrentPrincipal = createParamDecorator(
  (_data: unknown, context: ExecutionContext): Principal =>
    context.switchToHttp().getRequest<AuthenticatedRequest>().principal,
);

/** Who asks, on routes of `@AllowGuests`: nobody that we know, or someone. */
export const MaybePrincipal = createParamDecorator(
  (_data: unknown, context: ExecutionContext): Principal | undefined =>
    context.switchToHttp().getRequest<MaybeKnownRequest<Principal>>().principal,
);
