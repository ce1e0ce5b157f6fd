import { Injectable } from '@nestjs/common';
import type { FastifyInstance } from 'fastify';

interface Route {
  readonly pattern: RegExp;
  readonly methods: Set<string>;
}

/** Knows the methods of each path, so that a wrong method is 405 and a wrong path 404. */
@Injectable()
export class RouteTable {
  private readonly routes = new Map<string, Route>();

  /** Must run before the routes are registered. */
  watch(fastify: FastifyInstance): void {
    fastify.addHook('onRoute', ({ url, method }) => {
      if (url.includes('*')) return;
      const pattern = new RegExp(`^${url.replace(/:\w+/g, '[^/]+')}/?$`);
      const route = this.routes.get(url) ?? { pattern, methods: new Set<string>() };
      for (const name of [method].flat()) route.methods.add(name);
      this.routes.set(url, route);
    });
  }

  /** The methods of the path of `url`, sorted; empty when the path does not exist. */
  methodsOf(url: string): string[] {
    const path = url.split('?', 1)[0] ?? '';
    const matches = [...this.routes.values()].filter(({ pattern }) => pattern.test(path));
    return [...new Set(matches.flatMap(({ methods }) => [...methods]))].sort();
  }
}
