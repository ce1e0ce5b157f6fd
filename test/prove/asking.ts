/** A request to the API; paths start below /api/v1. */
export interface Question {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly path: string;
  readonly body?: object;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A complete answer. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: unknown;
}

/** `lost`: sent, perhaps executed, and not answered. `unsent`: no connection, so not executed. */
export type Reply = Answer | 'lost' | 'unsent';

/** Longer than the server's limits: an answer that has not come by then never comes. */
export const PATIENCE_MS = 20_000;

/** Sends one request, and hangs up when no answer has come by then. */
export async function ask(
  origin: string,
  token: string,
  { method, path, body, headers }: Question,
  patienceMs = PATIENCE_MS,
): Promise<Reply> {
  try {
    const response = await fetch(`${origin}/api/v1${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, ...(body && { 'content-type': 'application/json' }), ...headers },
      body: body ? JSON.stringify(body) : null,
      signal: AbortSignal.timeout(patienceMs),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: parsed(text) };
  } catch (error) {
    return codeOf(error) === 'ECONNREFUSED' ? 'unsent' : 'lost';
  }
}

/** Text that is not JSON stays text, so that the checks fail on it. */
function parsed(text: string): unknown {
  try {
    return text === '' ? null : JSON.parse(text);
  } catch {
    return text;
  }
}

function codeOf(error: unknown): string | undefined {
  const { cause } = error as { cause?: { code?: string } };
  return cause?.code;
}
