import { lookup as resolveName, type LookupAddress } from 'node:dns';
import http, { type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import https from 'node:https';
import { isIP, type LookupFunction, type Socket } from 'node:net';
import type { Readable } from 'node:stream';
import { connect, type TLSSocket } from 'node:tls';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { isLoopback, isPublic } from './domain/address.js';
import { OutgoingError, outgoingErrorOf } from './outgoing-error.js';
import { tunnel } from './tunnel.js';

/** Enough for any honest answer; a parser error ends longer ones. */
const MAX_HEADER_BYTES = 16_384;

const MOST_REDIRECTS = 3;
const HTTPS_PORT = 443;

/** A request to somebody else's machine. It carries no cookie and no credential but those in `headers`. */
export interface OutgoingRequest {
  readonly url: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** For the whole exchange, from the name to the last byte. */
  readonly timeoutMs: number;
  /** Of the answer's body, decompressed. */
  readonly maxBytes: number;
  /** Whether an answer that is too large fails, or is cut. */
  readonly whenTooLarge: 'fail' | 'cut';
  /** Ends the exchange early, with the fault `too-slow`. */
  readonly signal?: AbortSignal;
  /** Whether GET follows redirects, each of them guarded like the first address. Off: the redirect is the answer. */
  readonly followsRedirects?: boolean;
}

export interface OutgoingAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

export interface OutgoingBounds {
  /** For development: whether it reaches this machine too, without TLS. */
  readonly allowsLoopback: boolean;
  /** The HTTP proxy that connections go through; null: none. It is asked for addresses that were checked here, never for names. */
  readonly proxy: string | null;
}

/** Finds all addresses of a name. */
type ResolveAll = (
  hostname: string,
  answer: (error: NodeJS.ErrnoException | null, found: LookupAddress[]) => void,
) => void;

/**
 * The only way out for HTTP. It reaches machines on the public internet and no others: the address is checked when the connection
 * is made, so a name that changes its answer gains nothing. HTTP_PROXY and its like are ignored.
 */
export class OutgoingClient {
  constructor(
    private readonly bounds: OutgoingBounds,
    private readonly resolveAll: ResolveAll = (hostname, answer) => resolveName(hostname, { all: true }, answer),
  ) {}

  /** Throws an OutgoingError when there is no usable answer. */
  async send(request: OutgoingRequest): Promise<OutgoingAnswer> {
    const limit = AbortSignal.timeout(request.timeoutMs);
    const signal = request.signal ? AbortSignal.any([limit, request.signal]) : limit;
    try {
      return await this.follow(request, signal);
    } catch (error) {
      throw signal.aborted ? new OutgoingError('too-slow', { cause: error }) : outgoingErrorOf(error);
    }
  }

  /** Why an address can be refused before anything is sent. Names are resolved only when they are connected to. */
  faultOf(text: string): OutgoingError | null {
    try {
      this.checked(new URL(text));
      return null;
    } catch (error) {
      return outgoingErrorOf(error);
    }
  }

  private async follow(request: OutgoingRequest, signal: AbortSignal): Promise<OutgoingAnswer> {
    let url = new URL(request.url);
    for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
      const answer = await this.exchange(url, request, signal);
      const { location } = answer.headers;
      const isRedirect = answer.status >= 300 && answer.status < 400 && location !== undefined;
      if (!isRedirect || request.followsRedirects !== true || request.method !== 'GET') return answer;
      url = new URL(location, url);
    }
    throw new OutgoingError('too-many-redirects');
  }

  private async exchange(url: URL, request: OutgoingRequest, signal: AbortSignal): Promise<OutgoingAnswer> {
    this.checked(url);
    const { method, headers, body } = request;
    const options = {
      ...{ method, signal, agent: false as const, maxHeaderSize: MAX_HEADER_BYTES, lookup: this.lookup },
      headers: { 'user-agent': 'vibe-coaching', 'accept-encoding': 'gzip, deflate, br', ...headers },
    };
    const socket = await this.tunnelled(url, signal);
    const through = socket && { agent: undefined, createConnection: () => secured(socket, url) };
    const message = await new Promise<IncomingMessage>((resolveAnswer, reject) => {
      const { request: open } = url.protocol === 'http:' ? http : https;
      open(url, { ...options, ...through }, resolveAnswer)
        .on('error', reject)
        .end(body);
    });
    try {
      const { statusCode = 0, headers: answered } = message;
      return { status: statusCode, headers: answered, body: await read(message, request) };
    } finally {
      message.destroy();
    }
  }

  /** Null without a proxy. The name is resolved and checked here, so the proxy is asked for an address. */
  private async tunnelled(url: URL, signal: AbortSignal): Promise<Socket | null> {
    const { proxy } = this.bounds;
    if (proxy === null || url.protocol === 'http:') return null;
    const host = hostOf(url);
    const address = isIP(host) === 0 ? await this.addressOf(host) : host;
    return tunnel(new URL(proxy), { address, port: Number(url.port) || HTTPS_PORT }, signal);
  }

  private addressOf(host: string): Promise<string> {
    return new Promise((resolve, reject) => {
      this.lookup(host, { all: false }, (error, address) => (error ? reject(error) : resolve(address as string)));
    });
  }

  private checked(url: URL): void {
    const host = hostOf(url);
    const isLocal = this.bounds.allowsLoopback && (host === 'localhost' || isLoopback(host));
    if (url.protocol !== 'https:' && !(isLocal && url.protocol === 'http:')) throw new OutgoingError('not-https');
    if (url.username !== '' || url.password !== '') throw new OutgoingError('user-info');
    // Node connects to an address in numbers without asking `lookup`.
    if (isIP(host) !== 0 && !this.allows(host)) throw new OutgoingError('inner-address');
  }

  private allows(address: string): boolean {
    return isPublic(address) || (this.bounds.allowsLoopback && isLoopback(address));
  }

  /** Resolves the name for the connection itself. One inner address among its answers is enough to refuse. */
  private readonly lookup: LookupFunction = (hostname, options, answer) => {
    this.resolveAll(hostname, (error, found) => {
      const [first] = error ? [] : found;
      if (first === undefined) {
        answer(error ?? new OutgoingError('unknown-host'), '');
      } else if (!found.every(({ address }) => this.allows(address))) {
        answer(new OutgoingError('inner-address'), '');
      } else if (options.all === true) {
        answer(null, found);
      } else {
        answer(null, first.address, first.family);
      }
    });
  };
}

/** Without the brackets of an IPv6 address. */
const hostOf = (url: URL) => url.hostname.replace(/^\[|\]$/g, '');

/** TLS inside a tunnel: the certificate must be that of the name. */
function secured(socket: Socket, url: URL): TLSSocket {
  const host = hostOf(url);
  return connect({ socket, host, ...(isIP(host) === 0 && { servername: host }) });
}

/** The body of an answer, decompressed. Stops reading at the limit, so that a small answer cannot become a huge one. */
async function read(message: IncomingMessage, { maxBytes, whenTooLarge }: OutgoingRequest): Promise<Buffer> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of decompressed(message) as AsyncIterable<Buffer>) {
    parts.push(part);
    size += part.length;
    if (size <= maxBytes) continue;
    if (whenTooLarge === 'fail') throw new OutgoingError('too-large');
    break;
  }
  return Buffer.concat(parts).subarray(0, maxBytes);
}

function decompressed(message: IncomingMessage): Readable {
  const decoder = decoderOf(message.headers['content-encoding']?.trim().toLowerCase());
  if (decoder === null) return message;
  message.on('error', (error) => decoder.destroy(error));
  message.on('aborted', () => decoder.destroy(new OutgoingError('no-connection')));
  return message.pipe(decoder);
}

function decoderOf(encoding = '') {
  if (encoding === 'gzip' || encoding === 'x-gzip') return createGunzip();
  if (encoding === 'deflate') return createInflate();
  return encoding === 'br' ? createBrotliDecompress() : null;
}
