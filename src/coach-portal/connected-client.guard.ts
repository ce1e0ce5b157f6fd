import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import type { AuthenticatedRequest } from '../auth/principal.js';
import { ConnectionsService } from '../bookings/connections.service.js';
import { pathId } from '../http/path-id.js';

/** For coach routes with `:client_id`: lets a coach through only to a client connected to them, and an admin to any. */
@Injectable()
export class ConnectedClientGuard implements CanActivate {
  constructor(private readonly connections: ConnectionsService) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const { params, principal } = context.switchToHttp().getRequest<AuthenticatedRequest>();
    const clientId = pathId((params as { client_id?: unknown }).client_id, 'client_id');
    await this.connections.assertMayRead(principal, clientId);
    return true;
  }
}
