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
import { pathId } from '../wire/path-id.js';
import { Refuses } from '../problems/refuses.js';

const WHAT = 'health data';

/**
 * For coach routes with `:client_id`: lets a coach through only to a client connected to them, and an admin to any, and
 * notes in the access log what is read. If that cannot be noted, nothing is read.
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

/** For routes about one client: who may read `what` of them. */
export const OfConnectedClient = (what: HealthData) =>
  applyDecorators(
    SetMetadata(WHAT, what),
    UseGuards(ConnectedClientGuard),
    Refuses(new ClientNotFoundError(), new NotConnectedError()),
  );
