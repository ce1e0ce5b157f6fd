import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** An event of the calendar. `seq` is when it was changed last. */
export interface FakeEvent {
  readonly id: string;
  readonly etag: string;
  readonly status: string;
  readonly summary?: string;
  readonly location?: string;
  readonly start: { readonly dateTime?: string; readonly date?: string };
  readonly end: { readonly dateTime?: string; readonly date?: string };
  readonly seq: number;
  readonly [more: string]: unknown;
}

interface Asked {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

type Answer = readonly [status: number, body?: object | string];

/** As Google words them. */
export const ERRORS = {
  unauthorized: [401, { error: { code: 401, errors: [{ reason: 'authError' }] } }],
  rateLimit: [403, { error: { code: 403, errors: [{ domain: 'usageLimits', reason: 'rateLimitExceeded' }] } }],
  forbidden: [403, { error: { code: 403, errors: [{ reason: 'forbiddenForNonOrganizer' }] } }],
  notFound: [404, { error: { code: 404, errors: [{ reason: 'notFound' }] } }],
  gone: [410, { error: { code: 410, errors: [{ reason: 'fullSyncRequired' }] } }],
  broken: [503, 'backendError'],
  invalidGrant: [400, { error: 'invalid_grant', error_description: 'Token has been expired or revoked.' }],
} as const satisfies Record<string, Answer>;

/** The HTTP interface of Google, as far as this product speaks it: consent, tokens, and the events of one calendar. */
export class FakeGoogle {
  readonly asked: Asked[] = [];
  readonly revoked: string[] = [];
  readonly events = new Map<string, FakeEvent>();
  pageSize = 250;
  timeZone = 'Europe/Berlin';
  scope = 'https://www.googleapis.com/auth/calendar.events';
  private readonly scripts: { readonly wants: RegExp; readonly answer: Answer }[] = [];
  private readonly challenges = new Map<string, string>();
  private readonly refreshTokens = new Set<string>();
  private readonly accessTokens = new Set<string>();
  private seq = 0;
  private count = 0;
  private readonly server: Server;

  private constructor() {
    this.server = createServer((request, response) => {
      void this.answer(request).then(([status, body = '']) => {
        response.writeHead(status, { 'content-type': 'application/json' });
        response.end(typeof body === 'string' ? body : JSON.stringify(body));
      });
    });
  }

  static async start(): Promise<FakeGoogle> {
    const google = new FakeGoogle();
    google.server.listen(0, '127.0.0.1');
    await once(google.server, 'listening');
    return google;
  }

  /** The settings that lead the application here. */
  get environment(): Record<string, string> {
    const url = `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
    return {
      ...{ ALLOW_LOCAL_WEBHOOKS: 'on', GOOGLE_CLIENT_ID: 'our-id', GOOGLE_CLIENT_SECRET: 'our-secret' },
      ...{ GOOGLE_REDIRECT_URL: 'https://app.example.com/google', GOOGLE_CONSENT_URL: `${url}/consent` },
      ...{ GOOGLE_OAUTH_URL: url, GOOGLE_API_URL: `${url}/calendar/v3` },
    };
  }

  /** The coach consents on Google's page; what their browser brings back. */
  consent(address: string): { code: string; state: string } {
    const { searchParams: asked } = new URL(address);
    const code = `code-${++this.count}`;
    this.challenges.set(code, asked.get('code_challenge') ?? '');
    return { code, state: asked.get('state') ?? '' };
  }

  /** The next request whose method and path are like this gets `answer`. */
  script(wants: RegExp, answer: Answer): void {
    this.scripts.push({ wants, answer });
  }

  /** Forgets the calendar and what was asked. */
  clear(): void {
    this.events.clear();
    this.asked.length = this.revoked.length = this.scripts.length = 0;
    this.pageSize = 250;
  }

  /** Access tokens of the past are worth nothing any more. */
  expireAccess(): void {
    this.accessTokens.clear();
  }

  /** The coach takes the permission away, on Google's page. */
  takeBack(): void {
    this.refreshTokens.clear();
    this.accessTokens.clear();
  }

  /** The coach writes an event, or changes one. */
  put(id: string, event: Partial<FakeEvent>): FakeEvent {
    const seq = ++this.seq;
    const known = this.events.get(id) ?? { status: 'confirmed', start: {}, end: {} };
    const written = { ...known, ...event, id, seq, etag: `"${seq}"` };
    this.events.set(id, written);
    return written;
  }

  busy(id: string, start: string, end: string, more: Partial<FakeEvent> = {}): FakeEvent {
    return this.put(id, { start: { dateTime: start }, end: { dateTime: end }, ...more });
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }

  private async answer(request: IncomingMessage): Promise<Answer> {
    const { pathname: path, searchParams: query } = new URL(request.url ?? '', 'http://google');
    const asked = { method: request.method ?? '', path, query, headers: request.headers, body: await text(request) };
    this.asked.push(asked);
    const index = this.scripts.findIndex(({ wants }) => wants.test(`${asked.method} ${path}`));
    if (index >= 0) return this.scripts.splice(index, 1)[0]!.answer;
    if (path === '/token') return this.tokens(new URLSearchParams(asked.body));
    if (path === '/revoke') return this.revoke(new URLSearchParams(asked.body).get('token') ?? '');
    const token = /^Bearer (.*)$/.exec(asked.headers.authorization ?? '')?.[1];
    if (!this.accessTokens.has(token ?? '')) return ERRORS.unauthorized;
    const id = /^\/calendar\/v3\/calendars\/primary\/events(?:\/(?<id>\w+))?$/.exec(path)?.groups;
    if (!id) return ERRORS.notFound;
    return id['id'] === undefined ? this.onCalendar(asked) : this.onEvent(asked, id['id']);
  }

  private tokens(form: URLSearchParams): Answer {
    if (form.get('client_id') !== 'our-id' || form.get('client_secret') !== 'our-secret') return [401, {}];
    const fresh = () => {
      const access_token = `access-${++this.count}`;
      this.accessTokens.add(access_token);
      return { access_token, expires_in: 3600, scope: this.scope, token_type: 'Bearer' };
    };
    if (form.get('grant_type') === 'refresh_token') {
      return this.refreshTokens.has(form.get('refresh_token') ?? '') ? [200, fresh()] : ERRORS.invalidGrant;
    }
    const code = form.get('code') ?? '';
    const hash = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url');
    if (this.challenges.get(code) !== hash) return ERRORS.invalidGrant;
    this.challenges.delete(code);
    const refresh_token = `refresh-${++this.count}`;
    this.refreshTokens.add(refresh_token);
    return [200, { ...fresh(), refresh_token }];
  }

  private revoke(token: string): Answer {
    if (!this.refreshTokens.delete(token)) return [400, { error: 'invalid_token' }];
    this.revoked.push(token);
    return [200, {}];
  }

  private onCalendar({ method, query, body }: Asked): Answer {
    if (method === 'GET') return this.list(query);
    const made = JSON.parse(body) as FakeEvent;
    if (!/^[a-v0-9]{5,1024}$/.test(made.id)) return [400, { error: { code: 400 } }];
    if (this.events.has(made.id)) return [409, { error: { code: 409, errors: [{ reason: 'duplicate' }] } }];
    return [200, this.put(made.id, made)];
  }

  private list(query: URLSearchParams): Answer {
    const syncToken = query.get('syncToken');
    if (syncToken !== null && (query.has('timeMin') || query.has('timeMax'))) return [400, {}];
    const since = syncToken === null ? -1 : Number(syncToken);
    const [from, to] = [query.get('timeMin') ?? '', query.get('timeMax') ?? '9'];
    const isWanted = ({ seq, status, start, end }: FakeEvent) =>
      since >= 0
        ? seq > since
        : status !== 'cancelled' &&
          (end.dateTime ?? `${end.date}T24`) > from &&
          (start.dateTime ?? start.date ?? '') < to;
    const all = [...this.events.values()].filter(isWanted);
    const first = Number(query.get('pageToken') ?? 0);
    const items = all
      .slice(first, first + this.pageSize)
      .map((event) => (event.status === 'cancelled' ? { id: event.id, status: 'cancelled', etag: event.etag } : event));
    const next = first + this.pageSize;
    const rest = next < all.length ? { nextPageToken: String(next) } : { nextSyncToken: String(this.seq) };
    return [200, { items, timeZone: this.timeZone, ...rest }];
  }

  private onEvent({ method, headers, body }: Asked, id: string): Answer {
    const event = this.events.get(id);
    if (!event) return ERRORS.notFound;
    if (method === 'GET') return [200, event];
    const ifMatch = headers['if-match'];
    if (ifMatch !== undefined && ifMatch !== event.etag) return [412, { error: { code: 412 } }];
    if (method === 'PATCH') return [200, this.put(id, JSON.parse(body) as FakeEvent)];
    if (event.status === 'cancelled') return ERRORS.gone;
    this.put(id, { status: 'cancelled' });
    return [204];
  }
}
