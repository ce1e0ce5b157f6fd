import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

const END_OF_HEAD = Buffer.from('\r\n\r\n');

/** The parts of a request; `body` is sent as JSON. */
export interface RequestParts {
  readonly method: 'GET' | 'POST' | 'PUT';
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: object;
}

/** The bytes of a request, made before the measurement so that making them costs nothing in it. */
export function requestBytes({ method, path, headers = {}, body }: RequestParts): Buffer {
  const text = body === undefined ? '' : JSON.stringify(body);
  const all = {
    Host: 'localhost',
    ...headers,
    ...(body && { 'Content-Type': 'application/json', 'Content-Length': String(Buffer.byteLength(text)) }),
  };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}`);
  return Buffer.from([`${method} ${path} HTTP/1.1`, ...lines, '', text].join('\r\n'));
}

/**
 * A kept-alive HTTP/1.1 connection that reads only the status and the end of each answer: a complete client would use
 * more CPU than some of the measured servers. Answers need a Content-Length.
 */
export class Connection {
  private received: Buffer[] = [];
  private missing = -1;
  private status = 0;
  private pending: { resolve: (status: number) => void; reject: (error: Error) => void } | undefined;

  private constructor(private readonly socket: Socket) {
    socket.setNoDelay();
    socket.on('data', (chunk) => this.take(chunk));
    socket.on('error', (error) => this.fail(error));
    socket.on('close', () => this.fail(new Error('The server closed the connection.')));
  }

  static async open(port: number): Promise<Connection> {
    const socket = connect(port, '127.0.0.1');
    await once(socket, 'connect');
    return new Connection(socket);
  }

  /** Opens `count` connections, works with them and closes them. */
  static async use<Result>(port: number, count: number, work: (all: Connection[]) => Promise<Result>): Promise<Result> {
    const all = await Promise.all(Array.from({ length: count }, () => Connection.open(port)));
    try {
      return await work(all);
    } finally {
      for (const connection of all) connection.socket.destroy();
    }
  }

  /** Sends one request and returns the status once the whole answer has arrived. One request at a time. */
  send(request: Buffer): Promise<number> {
    return new Promise((resolve, reject) => {
      this.pending = { resolve, reject };
      this.socket.write(request);
    });
  }

  private take(chunk: Buffer): void {
    if (this.missing === -1) this.readHead(chunk);
    else this.missing -= chunk.length;
    if (this.missing !== 0) return;
    this.missing = -1;
    const { pending } = this;
    this.pending = undefined;
    pending?.resolve(this.status);
  }

  /** Sets `missing` to the bytes of the body that are still to come, or to -1 while the head is incomplete. */
  private readHead(chunk: Buffer): void {
    this.received.push(chunk);
    const bytes = this.received.length === 1 ? chunk : Buffer.concat(this.received);
    const end = bytes.indexOf(END_OF_HEAD);
    if (end === -1) return;
    this.received = [];
    const head = bytes.toString('latin1', 0, end);
    const [, length] = /\r\ncontent-length: (\d+)/i.exec(head) ?? [];
    if (length === undefined) this.socket.destroy(new Error(`An answer has no Content-Length:\n${head}`));
    this.status = Number(head.slice(9, 12));
    this.missing = Number(length) - (bytes.length - end - END_OF_HEAD.length);
  }

  private fail(error: Error): void {
    this.pending?.reject(error);
    this.pending = undefined;
  }
}
