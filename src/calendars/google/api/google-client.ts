import { type BeforeApplicationShutdown, Injectable } from '@nestjs/common';
import { Config } from '../../../config/config.js';
import type { GoogleSettings } from '../../../config/google-config.js';
import { OutgoingClient, type OutgoingRequest } from '../../../outgoing/outgoing-client.js';
import { OutgoingError } from '../../../outgoing/outgoing-error.js';
import { GoogleOffError } from '../google-errors.js';
import { faultOf, GoogleError } from './google-error.js';

const BOUNDS = { timeoutMs: 10_000, maxBytes: 1_048_576, whenTooLarge: 'fail' } as const;

/** What Google gives for a code or a refresh token. */
export interface Tokens {
  readonly access_token: string;
  /** Seconds. */
  readonly expires_in: number;
  readonly refresh_token?: string;
  readonly scope?: string;
}

/** A request to the API of a calendar. */
export interface ApiRequest {
  readonly method: OutgoingRequest['method'];
  /** Below the events of the coach's main calendar: empty, or a slash and an id. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: object;
  /** The event is only written while this is its version. */
  readonly ifMatch?: string | null;
}

/** Speaks to Google over the guarded client. Throws GoogleErrors. */
@Injectable()
export class GoogleClient implements BeforeApplicationShutdown {
  private readonly shutdown = new AbortController();

  constructor(
    private readonly config: Config,
    private readonly client: OutgoingClient,
  ) {}

  /** Requests under way end at once. Their leases run out, and another process repeats them. */
  beforeApplicationShutdown(): void {
    this.shutdown.abort();
  }

  get isClosing(): boolean {
    return this.shutdown.signal.aborted;
  }

  get isOn(): boolean {
    return this.config.google !== null;
  }

  /** GoogleOffError without settings. */
  get settings(): GoogleSettings {
    if (this.config.google === null) throw new GoogleOffError();
    return this.config.google;
  }

  exchange(code: string, verifier: string): Promise<Tokens> {
    const { redirectUrl } = this.settings;
    return this.tokens({ grant_type: 'authorization_code', code, code_verifier: verifier, redirect_uri: redirectUrl });
  }

  refresh(refreshToken: string): Promise<Tokens> {
    return this.tokens({ grant_type: 'refresh_token', refresh_token: refreshToken });
  }

  /** Gives a permission back. */
  async revoke(refreshToken: string): Promise<void> {
    await this.send(form('/revoke', { token: refreshToken }, this.settings));
  }

  async call<Answer>(accessToken: string, { method, path, query, body, ifMatch }: ApiRequest): Promise<Answer> {
    const url = new URL(`${this.settings.apiUrl}/calendars/primary/events${path}`);
    for (const [name, value] of Object.entries(query ?? {})) url.searchParams.set(name, value);
    const headers = {
      authorization: `Bearer ${accessToken}`,
      ...(body ? { 'content-type': 'application/json' } : {}),
      ...(ifMatch ? { 'if-match': ifMatch } : {}),
    };
    return this.send({ url: url.href, method, headers, ...(body ? { body: JSON.stringify(body) } : {}) });
  }

  private async tokens(fields: Readonly<Record<string, string>>): Promise<Tokens> {
    const { clientId, clientSecret } = this.settings;
    const known = { ...fields, client_id: clientId, client_secret: clientSecret };
    const tokens = await this.send<Tokens>(form('/token', known, this.settings));
    if (typeof tokens.access_token !== 'string') throw new GoogleError('broken-answer', 200);
    return tokens;
  }

  private async send<Answer>(request: Omit<OutgoingRequest, keyof typeof BOUNDS>): Promise<Answer> {
    const { signal } = this.shutdown;
    const { status, body } = await this.client.send({ ...request, ...BOUNDS, signal }).catch((error: unknown) => {
      if (error instanceof OutgoingError) throw new GoogleError('no-answer', 0, { cause: error });
      throw error;
    });
    const text = body.toString('utf8');
    if (status < 200 || status > 299) throw new GoogleError(faultOf(status, text), status);
    return parsed(text, status) as Answer;
  }
}

const form = (path: string, fields: Readonly<Record<string, string>>, { oauthUrl }: GoogleSettings) => ({
  ...{ url: `${oauthUrl}${path}`, method: 'POST' as const, body: new URLSearchParams(fields).toString() },
  headers: { 'content-type': 'application/x-www-form-urlencoded' },
});

function parsed(text: string, status: number): unknown {
  try {
    return JSON.parse(text === '' ? '{}' : text) as unknown;
  } catch (error) {
    throw new GoogleError('broken-answer', status, { cause: error });
  }
}
