import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { AuthenticatedRequest } from '../auth/access/principal.js';
import type { Owner } from './webhooks.service.js';

/** Whose endpoints the caller sees: their own, or as an admin those of the platform. */
export const CurrentOwner = createParamDecorator((_data: unknown, context: ExecutionContext): Owner => {
  const { id, role } = context.switchToHttp().getRequest<AuthenticatedRequest>().principal;
  return role === 'admin' ? null : id;
});
