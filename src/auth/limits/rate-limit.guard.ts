import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Config } from '../../config/config.js';
import { RateLimitedError } from '../../problems/load-errors.js';
import { Clock } from '../../time/clock.js';
import type { MaybeKnownRequest } from '../../wire/fields/maybe-known.js';
import { isUnlimited } from '../../wire/unlimited.js';
import { networkOf } from './domain/network.js';
import { Quota, QUOTA_SECONDS } from './domain/quota.js';

/**
 * Global, the second of three. Limits the requests a minute: each user has a quota of their own, and all callers without a
 * login share the quota of their address. Also counts requests that AccessGuard then refuses. The counts are in memory: each
 * instance counts only the requests that it receives.
 */
@Injectable()
export class RateLimitGuard implements CanActivate {
  private readonly limit: number;
  private readonly users: Quota;
  /** A separate store: strangers with many addresses must not push a user's window out. */
  private readonly addresses: Quota;

  constructor(
    { rateLimit }: Config,
    private readonly clock: Clock,
  ) {
    this.limit = rateLimit;
    this.users = new Quota(rateLimit);
    this.addresses = new Quota(rateLimit);
  }

  /** Writes the header fields of draft-ietf-httpapi-ratelimit-headers. Throws RateLimitedError when the quota is used up. */
  canActivate(context: ExecutionContext): boolean {
    const { principal, routeOptions, ip } = context.switchToHttp().getRequest<MaybeKnownRequest>();
    if (this.limit === 0 || isUnlimited(routeOptions.url)) return true;
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    const now = this.clock.real().getTime();
    const [policy, standing] = principal
      ? ['user', this.users.take(principal.id, now)]
      : ['address', this.addresses.take(networkOf(ip), now)];
    const { isWithin, remaining, resetsIn } = standing;
    void reply.header('RateLimit-Policy', `"${policy}";q=${this.limit};w=${QUOTA_SECONDS}`);
    void reply.header('RateLimit', `"${policy}";r=${remaining};t=${resetsIn}`);
    if (!isWithin) throw new RateLimitedError(resetsIn);
    return true;
  }
}
