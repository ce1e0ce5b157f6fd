import {
  applyDecorators,
  type CanActivate,
  type ExecutionContext,
  Injectable,
  SetMetadata,
  UseGuards,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Section } from '../audit/sections.js';
import type { AuthenticatedRequest } from '../auth/access/principal.js';
import { type Asked, ConnectionsService } from '../connections/connections.service.js';
import { ClientNotFoundError, NotConnectedError, NotSharedError } from '../connections/connection-errors.js';
import { pathId } from '../wire/fields/path-id.js';
import { Refuses } from '../problems/refuses.js';

const ASKED = 'what is asked of a client';

/** What the access log calls what is read. */
const WHAT = {
  profile: 'profile',
  workouts: 'workout_logs',
  diet: 'diet_logs',
  progress: 'progress',
} as const satisfies Partial<Record<Section, Asked['what']>>;

/**
 * For coach routes with `:client_id`. Coaches pass for connected clients who share the section, admins for all clients. The guard
 * writes the access log first: if that fails, the route reads nothing.
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
    const asked = this.reflector.get<Asked>(ASKED, context.getHandler());
    await this.connections.admitReader(principal, clientId, asked);
    return true;
  }
}

/** Opens a route about one client to connected coaches and admins, as far as they share the section; the access log notes it. */
export const OfConnectedClient = (section: keyof typeof WHAT) =>
  applyDecorators(
    SetMetadata(ASKED, { section, what: WHAT[section] } satisfies Asked),
    UseGuards(ConnectedClientGuard),
    Refuses(new ClientNotFoundError(), new NotConnectedError(), new NotSharedError()),
  );
