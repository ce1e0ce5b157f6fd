import { type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { AuthGuard } from '@nestjs/passport';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { MaybeKnownRequest } from '../../wire/maybe-known.js';
import { ACCESS } from '../../wire/public.js';
import type { Access } from './access.js';
import { ForbiddenError, UnauthenticatedError } from '../auth-errors.js';
import { JwtStrategy } from './jwt.strategy.js';
import type { Principal } from './principal.js';
import { RateLimits } from '../limits/rate-limits.js';

/** Global. Fails closed: a route that forgot to say who may call it answers 403 to everyone. */
@Injectable()
export class AccessGuard extends AuthGuard() {
  constructor(
    private readonly reflector: Reflector,
    private readonly limits: RateLimits,
    strategy: JwtStrategy,
  ) {
    super({
      property: 'principal',
      // The strategy itself instead of its name: names are global to the process, and the last application would have it.
      // A copy for each request, as passport makes of a named one: callbacks on a shared one would mix up who is asking.
      get defaultStrategy() {
        return Object.create(strategy) as string;
      },
    });
  }

  override async canActivate(context: ExecutionContext): Promise<boolean> {
    const access = this.reflector.getAllAndOverride<Access | undefined>(ACCESS, [
      context.getHandler(),
      context.getClass(),
    ]);
    const principal = access === 'public' ? undefined : await this.principalOf(context);
    const http = context.switchToHttp();
    this.limits.count(http.getRequest<FastifyRequest>(), http.getResponse<FastifyReply>(), principal?.id);
    if (access === 'public' || access === 'guests') return true;
    if (!principal) throw new UnauthenticatedError();
    if (!access?.includes(principal.role)) {
      throw new ForbiddenError(access ?? []);
    }
    return true;
  }

  /** Who asks, if anyone that we know. */
  private async principalOf(context: ExecutionContext): Promise<Principal | undefined> {
    try {
      await super.canActivate(context);
    } catch (error) {
      if (error instanceof UnauthenticatedError) return undefined;
      throw error;
    }
    return context.switchToHttp().getRequest<MaybeKnownRequest<Principal>>().principal;
  }

  /** Errors of the database pass; whatever is wrong with the token is answered alike. */
  override handleRequest<User = Principal>(
    error: Error | null,
    user: User | false,
    _info: unknown,
    context: ExecutionContext,
  ): User {
    if (error) throw error;
    if (!user) throw new UnauthenticatedError();
    return { ...user, requestId: context.switchToHttp().getRequest<FastifyRequest>().id };
  }
}
