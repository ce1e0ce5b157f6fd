import type { FastifyInstance } from 'fastify';

/** Answers 304 without a body to a reader who has the answer already: one whose `ETag` the reader names (RFC 9110, 13.1.2). */
export function answerRevalidations(fastify: FastifyInstance): void {
  fastify.addHook('onSend', ({ headers, method }, reply, payload, done) => {
    const etag = reply.getHeader('etag');
    const known = headers['if-none-match'];
    const reads = method === 'GET' || method === 'HEAD';
    if (typeof etag !== 'string' || known === undefined || !reads || reply.statusCode !== 200 || !names(known, etag)) {
      done(null, payload);
      return;
    }
    void reply.code(304).removeHeader('content-type').removeHeader('content-length');
    // Fastify measures the text of an answer to HEAD, and sends neither text nor length of one that is null.
    done(null, method === 'HEAD' ? payload : null);
  });
}

/** Whether `If-None-Match` names the tag. Proxies that compress an answer make its tag weak: `W/"…"` counts as the same. */
export function names(known: string, etag: string): boolean {
  const opaque = (tag: string) => tag.replace(/^W\//, '');
  if (known.trim() === '*') return true;
  return (known.match(/(?:W\/)?"[^"]*"/g) ?? []).some((tag) => opaque(tag) === opaque(etag));
}
