import { EVENT_STREAM } from '../../src/wire/answers/event-stream.js';

/** A response of the API. `body` is parsed if it is JSON, else text. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- the tests examine what came over the wire
  readonly body: any;
}

/** Calls the API over HTTP, with or without a token. Paths are relative to /api/v1 unless they begin with /api, /metrics or /dev. */
export class Caller {
  constructor(
    private readonly origin: string,
    readonly token: string | null = null,
  ) {}

  get(path: string, headers: Record<string, string> = {}): Promise<Answer> {
    return this.send('GET', path, undefined, headers);
  }

  post(path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Answer> {
    return this.send('POST', path, body, headers);
  }

  put(path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Answer> {
    return this.send('PUT', path, body, headers);
  }

  delete(path: string, headers: Record<string, string> = {}): Promise<Answer> {
    return this.send('DELETE', path, undefined, headers);
  }

  /** A string body is sent unchanged, any other as JSON. */
  async send(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Answer> {
    const response = await fetch(this.urlOf(path), {
      method,
      headers: {
        ...(this.token !== null && { authorization: `Bearer ${this.token}` }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      body: body === undefined || typeof body === 'string' ? (body ?? null) : JSON.stringify(body),
    });
    // A stream goes on until somebody ends it: only its headers are looked at here.
    if (response.headers.get('content-type') === EVENT_STREAM) await response.body?.cancel();
    const text = response.bodyUsed ? '' : await response.text();
    const isJson = /[/+]json/.test(response.headers.get('content-type') ?? '') && text !== '';
    return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : text };
  }

  urlOf(path: string): string {
    return this.origin + (/^\/(api|metrics|dev)/.test(path) ? path : `/api/v1${path}`);
  }
}
