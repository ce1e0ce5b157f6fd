import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Config } from '../../config/config.js';
import { RateLimitedError } from '../../problems/load-errors.js';
import { isUnlimited } from '../../wire/unlimited.js';
import { Clock } from '../../time/clock.js';
import { networkOf } from './domain/network.js';
import { Quota, QUOTA_SECONDS } from './domain/quota.js';

/**
 * How many requests a minute someone may make: a user each for themselves, however many share an address; whoever is not
 * logged in together with all others at that address. In memory, so each instance counts what it sees.
 */
@Injectable()
export class RateLimits {
  private readonly limit: number;
  private readonly users: Quota;
  /** Apart from users: strangers with many addresses cannot make a user's window be forgotten. */
  private readonly addresses: Quota;

  constructor(
    { rateLimit }: Config,
    private readonly clock: Clock,
  ) {
    this.limit = rateLimit;
    this.users = new Quota(rateLimit);
    this.addresses = new Quota(rateLimit);
  }

  /**
   * Counts a request of the user `userId`, or of a stranger, and tells what is left in the header fields of
   * draft-ietf-httpapi-ratelimit-headers. RateLimitedError when nothing is.
   */
  count({ routeOptions, ip }: FastifyRequest, reply: FastifyReply, userId: number | undefined): void {
    if (this.limit === 0 || isUnlimited(routeOptions.url)) return;
    const now = this.clock.now().getTime();
    const policy = userId === undefined ? 'address' : 'user';
    const { isWithin, remaining, resetsIn } =
      userId === undefined ? this.addresses.take(networkOf(ip), now) : this.users.take(userId, now);
    void reply.header('RateLimit-Policy', `"${policy}";q=${this.limit};w=${QUOTA_SECONDS}`);
    void reply.header('RateLimit', `"${policy}";r=${remaining};t=${resetsIn}`);
    if (!isWithin) throw new RateLimitedError(resetsIn);
  }
}
