import type { Server } from 'node:http';
import { Injectable } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { Config } from '../../../config/config.js';

/** Where this server listens: the fake provider has its pages here, and sends its messages here. */
@Injectable()
export class FakeAddress {
  constructor(
    private readonly config: Config,
    private readonly host: HttpAdapterHost,
  ) {}

  pageOf(ref: string): string {
    return `${this.own}/dev/pay/${ref}`;
  }

  /** Development knows no application to return to, unless it is told one: then the list of payments shows what came of it. */
  returnTo(url: string): string {
    return url.startsWith('/') ? `${this.own}/dev/pay` : url;
  }

  get webhook(): string {
    const { address = '' } = this.listening ?? {};
    const host = address.includes(':') && address !== '::' ? `[${address}]` : '127.0.0.1';
    return `http://${host}:${this.port}/api/v1/payments/webhooks/fake`;
  }

  private get own(): string {
    return this.config.publicUrl ?? `http://localhost:${this.port}`;
  }

  private get port(): number {
    return this.listening?.port ?? this.config.port;
  }

  /** Null in a worker without a server. */
  private get listening() {
    const { httpAdapter } = this.host as { httpAdapter?: HttpAdapterHost['httpAdapter'] };
    const address = (httpAdapter?.getHttpServer() as Server | undefined)?.address() ?? null;
    return typeof address === 'string' ? null : address;
  }
}
