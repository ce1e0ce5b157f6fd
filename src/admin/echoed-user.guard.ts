import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import type { AuthenticatedRequest } from '../auth/access/principal.js';
import { PROFILE_FIELDS } from '../users/user-columns.js';
import { type Echo, refuseFixed, withoutEcho } from '../wire/echo.js';
import { pathId } from '../wire/fields/path-id.js';
import { UserViewsService } from './user-views.service.js';

/** Admins change the name. Only users themselves change the rest of their profile. */
const ECHO: Echo = { computed: [], fixed: ['id', ...PROFILE_FIELDS.filter((field) => field !== 'full_name')] };

/**
 * For `PUT` of a user: drops the fields that only repeat the user. A refusal reveals that a value differs, so the access
 * log notes the comparison as a read.
 */
@Injectable()
export class EchoedUserGuard implements CanActivate {
  constructor(private readonly views: UserViewsService) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<AuthenticatedRequest>();
    const { params, body, principal } = request;
    if (typeof body !== 'object' || body === null || Array.isArray(body)) return true;
    if (!Object.keys(body).some((key) => ECHO.fixed.includes(key))) return true;
    const user = await this.views.find(principal, pathId((params as { user_id?: unknown }).user_id, 'user_id'));
    const rest = withoutEcho(body, user, ECHO);
    refuseFixed(rest, ECHO);
    request.body = rest;
    return true;
  }
}
