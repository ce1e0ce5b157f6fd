import { Controller, Get, Header, Req } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { Config } from '../../config/config.js';
import { Public } from '../../wire/public.js';
import { Metrics } from './metrics.js';
import { ProblemException } from '../../problems/problem.js';

const LOOPBACK = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1']);

/** `GET /metrics`, for a scraper on this machine or one that knows METRICS_TOKEN. */
@ApiExcludeController()
@Controller()
export class MetricsController {
  constructor(
    private readonly metrics: Metrics,
    private readonly config: Config,
  ) {}

  @Get('metrics')
  @Public()
  @Header('Content-Type', Metrics.contentType)
  show(@Req() request: FastifyRequest): Promise<string> {
    this.assertMayRead(request);
    return this.metrics.registry.metrics();
  }

  /**
   * A proxy on this machine also connects from loopback, so a request with a forwarding header never counts as local. A proxy
   * that sets no such header must not forward /metrics.
   */
  private assertMayRead({ headers, socket }: FastifyRequest): void {
    const forwarded = headers['x-forwarded-for'] ?? headers['forwarded'];
    const local = LOOPBACK.has(socket.remoteAddress ?? '') && forwarded === undefined;
    const { metricsToken } = this.config;
    if (!local && !(metricsToken !== null && isSame(headers.authorization ?? '', `Bearer ${metricsToken}`))) {
      throw new ProblemException(
        403,
        'forbidden',
        'Metrics are for this machine, or for a scraper with METRICS_TOKEN.',
      );
    }
  }
}

function isSame(a: string, b: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
}
