import { RouteConfig } from '@nestjs/platform-fastify';

interface Ignoring {
  readonly ignoresBody?: boolean;
}

/** For routes to which forms are sent, and whose address says all: fields of the form are not read. */
export const IgnoresBody = () => RouteConfig({ ignoresBody: true } satisfies Ignoring);

/** `config` is that of the request's route. */
export const ignoresBody = (config: object): boolean => (config as Ignoring).ignoresBody === true;
