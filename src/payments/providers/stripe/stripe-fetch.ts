import type { OutgoingClient } from '../../../outgoing/outgoing-client.js';

const BOUNDS = { maxBytes: 4_194_304, whenTooLarge: 'fail' } as const;

/** For the SDK of Stripe, which would otherwise open connections of its own: the guarded client as a `fetch`. */
export function fetchOver(client: OutgoingClient, timeoutMs: number) {
  return async (input: string | URL | Request, init: RequestInit = {}): Promise<Response> => {
    const { status, headers, body } = await client.send({
      ...{ url: new Request(input).url, method: init.method === 'POST' ? 'POST' : 'GET', timeoutMs, ...BOUNDS },
      headers: Object.fromEntries(new Headers(init.headers)),
      ...(typeof init.body === 'string' && { body: init.body }),
      ...(init.signal && { signal: init.signal }),
    });
    const single = Object.entries(headers).filter((entry): entry is [string, string] => typeof entry[1] === 'string');
    // The body is decompressed already.
    const kept = single.filter(([name]) => !/^(content-(encoding|length)|transfer-encoding)$/.test(name));
    return new Response(new Uint8Array(body), { status, headers: kept });
  };
}
