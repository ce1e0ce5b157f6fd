/** What a login session needs to go on. The access token is short-lived; the refresh token works once. */
export interface Tokens {
  readonly access_token: string;
  /** Absent in cookie mode: scripts never see it there. */
  readonly refresh_token?: string;
  /** From then on, in milliseconds since 1970, the access token is renewed before it is used. */
  readonly renew_at: number;
}

/** Where tokens live between requests. Tabs that share a storage share the login. */
export interface TokenStorage {
  read(): Tokens | null | Promise<Tokens | null>;
  write(tokens: Tokens | null): void | Promise<void>;
}

/** Keeps tokens until the page is closed. */
export function inMemory(): TokenStorage {
  let kept: Tokens | null = null;
  return { read: () => kept, write: (tokens) => void (kept = tokens) };
}

/** The part of `localStorage` and `sessionStorage` that is used. */
export interface WebStorage {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
}

/** Keeps tokens in `localStorage` or `sessionStorage`. Every script of the page can read them there: prefer cookies. */
export function inWebStorage(storage: WebStorage, key = 'vibe-coaching'): TokenStorage {
  return {
    read: () => JSON.parse(storage.getItem(key) ?? 'null') as Tokens | null,
    write: (tokens) => (tokens === null ? storage.removeItem(key) : storage.setItem(key, JSON.stringify(tokens))),
  };
}
