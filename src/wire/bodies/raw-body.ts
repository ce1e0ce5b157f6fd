import { RouteConfig } from '@nestjs/platform-fastify';

interface Configured {
  readonly takesRawBody?: boolean;
}

/** For messages whose signature covers the very bytes: the handler gets them as a Buffer, and nothing has looked into them. */
export const TakesRawBody = () => RouteConfig({ takesRawBody: true } satisfies Configured);

export const takesRawBody = (config: unknown): boolean => (config as Configured | undefined)?.takesRawBody === true;
