import type { Login } from './login.js';
import { pause } from './pause.js';
import { secondsOf } from './problem.js';

/** What sending needs from the client. */
export interface SendingParts {
  readonly fetch: (request: Request) => Promise<Response>;
  readonly login: Pick<Login, 'renew'>;
  /** How often a request that may be repeated is tried again. */
  readonly retries: number;
}

/** A longer wait is for the caller to decide. */
const LONGEST_WAIT_SECONDS = 5;

/**
 * Sends a request. An access token that is refused is renewed once. What the server does only once, reads and requests with an
 * Idempotency-Key, is tried again when the answer is lost or the server is busy.
 */
export function sending({ fetch, login, retries }: SendingParts): (request: Request) => Promise<Response> {
  return async (request) => {
    const isRepeatable = request.method === 'GET' || request.headers.has('Idempotency-Key');
    let left = isRepeatable ? retries : 0;
    let isRenewed = false;
    for (;;) {
      const response = await fetch(request.clone()).catch((error: unknown) => {
        if (left === 0 || request.signal.aborted) throw error;
        return null;
      });
      if (response?.status === 401 && !isRenewed) {
        isRenewed = true;
        if (await withNewToken(request, login)) continue;
      }
      const wait = left === 0 ? null : await waitBefore(response, retries - left);
      if (response && wait === null) return response;
      left--;
      await response?.body?.cancel();
      await pause((wait ?? 0) * 1000, request.signal);
    }
  };
}

async function withNewToken(request: Request, login: Pick<Login, 'renew'>): Promise<boolean> {
  const [, refused] = /^Bearer (.+)$/.exec(request.headers.get('Authorization') ?? '') ?? [];
  const token = refused === undefined ? undefined : await login.renew(refused);
  if (token === undefined || token === refused) return false;
  request.headers.set('Authorization', `Bearer ${token}`);
  return true;
}

/** Seconds until the next try; null when another try is of no use. No answer came when `response` is null. */
export async function waitBefore(response: Response | null, tries: number): Promise<number | null> {
  const seconds = 0.3 * 2 ** tries;
  if (response === null) return seconds;
  if (response.status !== 503 && !(await isInFlight(response))) return null;
  const wanted = Math.max(secondsOf(response.headers) ?? 0, seconds);
  return wanted > LONGEST_WAIT_SECONDS ? null : wanted;
}

/** The first request with this Idempotency-Key is still being worked on. */
async function isInFlight(response: Response): Promise<boolean> {
  return response.status === 409 && (await response.clone().text()).includes('"idempotency-key-in-flight"');
}
