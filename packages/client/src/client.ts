import { KEYED } from './generated/keyed.gen.js';
import * as sdk from './generated/sdk.gen.js';
import type { Notification } from './generated/types.gen.js';
import { type Locks, Login, type NewTokens } from './login.js';
import { followNotifications, type FollowOptions } from './notifications.js';
import { type AnyCall, type Generated, operation, type OperationsOf } from './operations.js';
import { sending } from './sending.js';
import { inMemory, type TokenStorage } from './storage.js';
import { type Client as Transport, transport } from './transport.js';

/** How to reach the server, and where the login is kept. */
export interface ClientOptions {
  /** Address of the server without `/api/v1`. Not needed when the server serves the page. */
  readonly baseUrl?: string;
  /** `cookie`: the server keeps the refresh token in a cookie that no script can read. Default: in memory. */
  readonly tokens?: 'cookie' | TokenStorage;
  /** Called when the login session has ended, here or elsewhere: show the login form. */
  readonly onLoggedOut?: () => void;
  /** How often a read, or a request with an Idempotency-Key, is tried again when its answer is lost. Default: 2. */
  readonly retries?: number;
  /** Sends a request: the global one unless given. */
  readonly fetch?: (request: Request) => Promise<Response>;
}

/** Every operation of the API by its name in openapi.json, and the live notifications. */
export interface Client extends Operations {
  /** Notifications as they come, for a `for await` loop. Abort the signal to stop. */
  follow(options?: FollowOptions): AsyncGenerator<Notification, void, undefined>;
}

type Operations = OperationsOf<Omit<typeof sdk, 'authRefresh' | 'notificationsStream'>>;

/** Makes a client. Log in with `authLogIn` or `authSignUp`: from then on each call carries a fresh access token. */
export function createClient(options: ClientOptions = {}): Client {
  const { retries = 2, tokens = inMemory() } = options;
  const baseUrl = (options.baseUrl ?? '').replace(/\/+$/, '');
  const login: Login = new Login({
    storage: tokens === 'cookie' ? inMemory() : tokens,
    hasCookie: tokens === 'cookie',
    lockName: `vibe-coaching ${baseUrl}`,
    locks: (globalThis as { navigator?: { locks?: Locks } }).navigator?.locks,
    exchange: (refreshToken) => exchanged(raw, refreshToken),
    onEnd: () => options.onLoggedOut?.(),
  });
  // Browsers refuse a fetch that is called as a method of another object.
  const fetched = options.fetch ?? ((request: Request) => fetch(request));
  const send = sending({ fetch: fetched, login, retries });
  const raw = transport({ baseUrl, send, token: () => login.token() });

  const made = Object.entries(sdk).map(([name, run]) => {
    const prepare = (call: AnyCall) => withKey(name, tokens === 'cookie' ? withCookie(name, call) : call);
    return [name, operation(remembered(name, run, login), raw, prepare)] as const;
  });
  const operations = Object.fromEntries(made) as unknown as Operations;
  return { ...operations, follow: (how) => followNotifications(raw, how) };
}

const LOGS_IN: ReadonlySet<string> = new Set(['authLogIn', 'authSignUp']);
const LOGS_OUT: ReadonlySet<string> = new Set(['authLogOut', 'authLogOutEverywhere']);

/** After a login the tokens of its answer are used; after a logout none. */
function remembered(name: string, run: Generated, login: Login): Generated {
  if (LOGS_OUT.has(name)) return (options) => run(options).finally(() => login.forget());
  if (!LOGS_IN.has(name)) return run;
  return async (options) => {
    const result = (await run(options)) as { data: NewTokens };
    await login.keep(result.data);
    return result;
  };
}

/** Cookies of another origin travel only when a request asks for it. */
function withCookie(name: string, call: AnyCall): AnyCall {
  if (LOGS_OUT.has(name)) return { ...call, credentials: 'include' };
  if (!LOGS_IN.has(name)) return call;
  return { ...call, credentials: 'include', body: { ...(call.body as object), cookie: true } };
}

/** A key of the caller stays: so the caller can try again with the same one. */
function withKey(name: string, call: AnyCall): AnyCall {
  if (!KEYED.has(name)) return call;
  return { ...call, headers: { 'Idempotency-Key': newKey(), ...call.headers } };
}

/** `crypto.randomUUID` is missing on pages without TLS. */
const newKey = () =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');

async function exchanged(client: Transport, refreshToken: string | undefined): Promise<NewTokens> {
  const { data } = await client.post<{ 200: NewTokens }, unknown>({
    url: '/api/v1/auth/refresh',
    // Without a token in the body the server reads the cookie.
    ...(refreshToken === undefined
      ? { credentials: 'include' }
      : { body: { refresh_token: refreshToken }, headers: { 'Content-Type': 'application/json' } }),
  });
  return data;
}
