import { pause } from './pause.js';
import { Problem } from './problem.js';
import type { TokenStorage } from './storage.js';

/** The part of the Web Locks API that is used: `navigator.locks`. */
export interface Locks {
  request<Result>(name: string, work: () => Promise<Result>): Promise<Result>;
}

/** What a login, a sign-up and a refresh answer. */
export interface NewTokens {
  readonly access_token: string;
  readonly refresh_token?: string;
  readonly expires_in: number;
}

/** What a login needs from its surroundings. */
export interface LoginParts {
  readonly storage: TokenStorage;
  /** The refresh token is in a cookie that scripts cannot read. */
  readonly hasCookie: boolean;
  readonly lockName: string;
  readonly locks: Locks | undefined;
  /** `POST /auth/refresh`. Throws a Problem. */
  readonly exchange: (refreshToken: string | undefined) => Promise<NewTokens>;
  readonly onEnd: () => void;
}

/** Tokens are renewed when this part of their life is over. */
const RENEWED_AT = 0.9;
/** The server forgives two uses of one refresh token within ten seconds. So often we look for the tokens that the other got. */
const RACE_TRIES = 8;
const RACE_PAUSE_MS = 250;

/** Keeps the access token fresh: one refresh at a time, across calls and across tabs. */
export class Login {
  private renewal: Promise<string | undefined> | undefined;
  /** In cookie mode only the server knows whether there is a login. */
  private mayHaveCookie: boolean;

  /** Whether this client has seen tokens. Gone, another tab has logged out. */
  private isLoggedIn = false;

  constructor(private readonly parts: LoginParts) {
    this.mayHaveCookie = parts.hasCookie;
  }

  /** A fresh access token; undefined for a guest. */
  async token(): Promise<string | undefined> {
    const tokens = await this.parts.storage.read();
    if (tokens) this.isLoggedIn = true;
    if (tokens && Date.now() < tokens.renew_at) return tokens.access_token;
    if (tokens || this.mayHaveCookie) return this.renew(tokens?.access_token);
    this.end();
    return undefined;
  }

  /** The token that takes the place of `refused`; undefined when the login session is over. */
  renew(refused: string | undefined): Promise<string | undefined> {
    const { locks, lockName } = this.parts;
    const work = () => this.renewed(refused);
    this.renewal ??= (locks ? locks.request(lockName, work) : work()).finally(() => (this.renewal = undefined));
    return this.renewal;
  }

  async keep({ access_token, refresh_token, expires_in }: NewTokens): Promise<void> {
    this.mayHaveCookie = this.parts.hasCookie;
    this.isLoggedIn = true;
    const renew_at = Date.now() + expires_in * 1000 * RENEWED_AT;
    await this.parts.storage.write({ access_token, renew_at, ...(refresh_token && { refresh_token }) });
  }

  async forget(): Promise<void> {
    this.mayHaveCookie = false;
    this.isLoggedIn = false;
    await this.parts.storage.write(null);
  }

  private async renewed(refused: string | undefined): Promise<string | undefined> {
    for (let attempt = 1; ; attempt++) {
      const tokens = await this.parts.storage.read();
      // Another tab was quicker.
      if (tokens && tokens.access_token !== refused && Date.now() < tokens.renew_at) return tokens.access_token;
      if (!tokens?.refresh_token && !this.mayHaveCookie) return undefined;
      try {
        const answer = await this.parts.exchange(tokens?.refresh_token);
        await this.keep(answer);
        return answer.access_token;
      } catch (error) {
        if (!(error instanceof Problem)) throw error;
        if (error.status === 401) {
          await this.ended(tokens?.refresh_token);
          return;
        }
        if (error.code !== 'refresh-raced' || attempt === RACE_TRIES) throw error;
        await pause(RACE_PAUSE_MS);
      }
    }
  }

  /** Tokens that came while we asked belong to another login: they stay. */
  private async ended(refreshToken: string | undefined): Promise<void> {
    const tokens = await this.parts.storage.read();
    if (tokens?.refresh_token === refreshToken) await this.parts.storage.write(null);
    this.mayHaveCookie = false;
    this.end();
  }

  private end(): void {
    if (this.isLoggedIn) this.parts.onEnd();
    this.isLoggedIn = false;
  }
}
