import { Agent, type IncomingHttpHeaders, request as httpRequest } from 'node:http';
import { EVENT_STREAM } from '../../src/wire/answers/event-stream.js';

/** An answer without any interpretation. */
export interface RawAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

/** A request that `fetch` would not send: repeated headers, a GET with a body, unusual addresses. */
export interface RawRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body?: string | undefined;
}

/** Sends requests over kept-alive connections. */
export class Wire {
  private readonly agent: Agent;

  constructor(
    private readonly origin: string,
    connections: number,
  ) {
    this.agent = new Agent({ keepAlive: true, maxSockets: connections });
  }

  async send(request: RawRequest): Promise<RawAnswer> {
    try {
      return await this.once(request);
    } catch (error) {
      // The server closes a connection whose request it did not read to its end. The next request may already be on it.
      if (!isReset(error)) throw error;
      return this.once(request);
    }
  }

  close(): void {
    this.agent.destroy();
  }

  private once({ method, path, headers, body }: RawRequest): Promise<RawAnswer> {
    return new Promise((resolve, reject) => {
      const { hostname, port } = new URL(this.origin);
      const sent = httpRequest({ agent: this.agent, hostname, port, method, path });
      for (const [name, value] of Object.entries(headers)) if (value !== undefined) sent.setHeader(name, value);
      if (body !== undefined) sent.setHeader('content-length', Buffer.byteLength(body));
      sent.on('error', reject).on('response', (response) => {
        const { statusCode: status = 0, headers: told } = response;
        // A stream goes on until somebody ends it: its headers are the answer.
        if (told['content-type'] === EVENT_STREAM) {
          response.destroy();
          resolve({ status, headers: told, text: '' });
          return;
        }
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (chunk: string) => (text += chunk));
        response.on('error', reject).on('end', () => {
          resolve({ status, headers: told, text });
        });
      });
      sent.end(body);
    });
  }
}

const isReset = (error: unknown) => ['ECONNRESET', 'EPIPE'].includes((error as NodeJS.ErrnoException).code ?? '');
