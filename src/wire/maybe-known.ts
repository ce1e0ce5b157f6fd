import type { FastifyRequest } from 'fastify';

/** A request of which it is perhaps known who asks. The access guard notes it; on public routes, and of guests, there is nothing. */
export type MaybeKnownRequest<Known extends { readonly id: number } = { readonly id: number }> = FastifyRequest & {
  readonly principal?: Known;
};
