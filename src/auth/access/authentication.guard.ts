import { type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { AuthGuard } from '@nestjs/passport';
import type { FastifyRequest } from 'fastify';
import { accessOf } from './access.js';
import { JwtStrategy } from './jwt.strategy.js';
import type { Principal } from './principal.js';

type AuthenticatingRequest = FastifyRequest & { principal?: Principal | undefined };

/**
 * Global, the first of three. Writes the principal to the request, or undefined when the token is missing or wrong. Refuses
 * nobody: RateLimitGuard has to count the request first. Public routes read no token, and so ask no database.
 */
@Injectable()
export class AuthenticationGuard extends AuthGuard() {
  constructor(
    private readonly reflector: Reflector,
    private readonly strategy: JwtStrategy,
  ) {
    super({ property: 'principal', defaultStrategy: strategy.name });
  }

  override async canActivate(context: ExecutionContext): Promise<boolean> {
    if (accessOf(this.reflector, context) === 'public') return true;
    const request = context.switchToHttp().getRequest<AuthenticatingRequest>();
    const known = this.strategy.knownUser(request);
    if (!known) return super.canActivate(context) as Promise<boolean>;
    const user = (await known) ?? false;
    request.principal = this.handleRequest<object>(null, user, null, context) as Principal | undefined;
    return true;
  }

  /** Throws only errors of the database. Everything that can be wrong with a token has the same result. */
  override handleRequest<Known = Principal | undefined>(
    error: Error | null,
    user: Known | false,
    _info: unknown,
    context: ExecutionContext,
  ): Known {
    if (error) throw error;
    const { id: requestId } = context.switchToHttp().getRequest<FastifyRequest>();
    return (user ? { ...user, requestId } : undefined) as Known;
  }
}
