import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { AuthenticatedRequest } from '../auth/access/principal.js';
import { type Owner, ownerFor } from './webhooks.service.js';

/** Whose endpoints the caller sees: their own, or as an admin those of the platform. */
export const CurrentOwner = createParamDecorator((_data: unknown, context: ExecutionContext): Owner => {
  return ownerFor(context.switchToHttp().getRequest<AuthenticatedRequest>().principal);
});
