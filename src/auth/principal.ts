import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Role } from '../users/role.js';

/** Who is asking, as the database knows them now. Never read from the body or the path. */
export interface Principal {
  readonly id: number;
  readonly role: Role;
  readonly sessionId: string;
  /** The request, as the log names it. */
  readonly requestId: string;
}

export type AuthenticatedRequest = FastifyRequest & { principal: Principal };

export const CurrentPrincipal = createParamDecorator(
  (_data: unknown, context: ExecutionContext): Principal =>
    context.switchToHttp().getRequest<AuthenticatedRequest>().principal,
);
