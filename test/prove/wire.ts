import { Agent, type IncomingHttpHeaders, request as httpRequest } from 'node:http';

/** An answer as it came. */
export interface RawAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

/** What `fetch` would not send: repeated headers, bodies of GET, addresses that are not quite right. */
export interface RawRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body?: string | undefined;
}

/** Sends over connections that are kept. */
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
      // The server closes connections whose request it did not read to its end; the next one may have been under way.
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
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (chunk: string) => (text += chunk));
        response.on('error', reject).on('end', () => {
          resolve({ status: response.statusCode ?? 0, headers: response.headers, text });
        });
      });
      sent.end(body);
    });
  }
}

const isReset = (error: unknown) => ['ECONNRESET', 'EPIPE'].includes((error as NodeJS.ErrnoException).code ?? '');
