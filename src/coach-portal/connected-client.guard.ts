import {
  applyDecorators,
  type CanActivate,
  type ExecutionContext,
  Injectable,
  SetMetadata,
  UseGuards,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { HealthData } from '../audit/health-data.js';
import type { AuthenticatedRequest } from '../auth/access/principal.js';
import { ConnectionsService } from '../connections/connections.service.js';
import { ClientNotFoundError, NotConnectedError } from '../connections/connection-errors.js';
import { pathId } from '../wire/fields/path-id.js';
import { Refuses } from '../problems/refuses.js';

const WHAT = 'health data';

/**
 * For coach routes with `:client_id`. Coaches pass for connected clients, admins for all clients. The guard writes the access log
 * first: if that fails, the route reads nothing.
 */
@Injectable()
class ConnectedClientGuard implements CanActivate {
  constructor(
    private readonly connections: ConnectionsService,
    private readonly reflector: Reflector,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const { params, principal } = context.switchToHttp().getRequest<AuthenticatedRequest>();
    const clientId = pathId((params as { client_id?: unknown }).client_id, 'client_id');
    const what = this.reflector.get<HealthData>(WHAT, context.getHandler());
    await this.connections.admitReader(principal, clientId, what);
    return true;
  }
}

/** Opens a route about one client to connected coaches and admins; `what` goes into the access log. */
export const OfConnectedClient = (what: HealthData) =>
  applyDecorators(
    SetMetadata(WHAT, what),
    UseGuards(ConnectedClientGuard),
    Refuses(new ClientNotFoundError(), new NotConnectedError()),
  );
