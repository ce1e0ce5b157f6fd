import { createClient } from '@vibe-coaching/client';

/** The path before `/api/…` that a proxy strips; else empty. */
export const PUBLIC_PATH = document.querySelector<HTMLMetaElement>('meta[name=public-path]')?.content ?? '';

const listeners = new Set<() => void>();

/** Calls `listener` when the login session has ended, here or in another tab. Returns what stops it. */
export function onLoggedOut(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Every operation of the API. The refresh token is in a cookie, so a reload keeps the login and all tabs share it. */
export const api = createClient({
  baseUrl: PUBLIC_PATH,
  tokens: 'cookie',
  onLoggedOut: () => {
    for (const listener of listeners) listener();
  },
});
