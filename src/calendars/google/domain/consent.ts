import { createHash, randomBytes } from 'node:crypto';

/** The part of the settings that the coach’s browser sees. */
interface ConsentSettings {
  readonly clientId: string;
  readonly redirectUrl: string;
  readonly consentUrl: string;
}

/** Reading and writing events: nothing more is asked for. */
export const SCOPE = 'https://www.googleapis.com/auth/calendar.events';

/** 256 bits: a state, or a verifier (RFC 7636). */
export const newToken = () => randomBytes(32).toString('base64url');

export const sha256 = (text: string) => createHash('sha256').update(text).digest();

/** Where the coach consents. Without `prompt=consent` Google gives no refresh token the second time. */
export function consentAddress(settings: ConsentSettings, state: string, verifier: string): string {
  const query = new URLSearchParams({
    client_id: settings.clientId,
    redirect_uri: settings.redirectUrl,
    response_type: 'code',
    scope: SCOPE,
    access_type: 'offline',
    prompt: 'consent',
    state,
    code_challenge: sha256(verifier).toString('base64url'),
    code_challenge_method: 'S256',
  });
  return `${settings.consentUrl}?${query.toString()}`;
}
