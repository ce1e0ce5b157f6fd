import type { FastifyRequest } from 'fastify';

/** A request that may have a principal: AuthenticationGuard writes it. Public routes and guests have none. */
export type MaybeKnownRequest<Known extends { readonly id: number } = { readonly id: number }> = FastifyRequest & {
  readonly principal?: Known;
};
