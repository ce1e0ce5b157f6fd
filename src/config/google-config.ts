import type { Environment, Readers } from './environment.js';
import type { SealingKey } from './secrets-config.js';

/** How this platform is known to Google, and where Google is. */
export interface GoogleSettings {
  readonly clientId: string;
  /** Never log it. */
  readonly clientSecret: string;
  /** A page of the frontend, to which Google sends the coach back. */
  readonly redirectUrl: string;
  /** Where coaches consent. */
  readonly consentUrl: string;
  /** Exchanges and revokes tokens. */
  readonly oauthUrl: string;
  readonly apiUrl: string;
}

/** What else the settings depend on. */
interface Surroundings {
  readonly environment: Environment;
  readonly appUrl: string | null;
  readonly secretsKeys: readonly SealingKey[];
}

/** Reads what Google Calendar needs. Null: it is off. */
export function readGoogle(read: Readers, problems: string[], around: Surroundings): GoogleSettings | null {
  const [clientId, clientSecret] = [read.text('GOOGLE_CLIENT_ID'), read.text('GOOGLE_CLIENT_SECRET')];
  const redirectUrl =
    read.publicUrl('GOOGLE_REDIRECT_URL') ?? (around.appUrl === null ? null : `${around.appUrl}/google`);
  const urls = {
    consentUrl: read.publicUrl('GOOGLE_CONSENT_URL') ?? 'https://accounts.google.com/o/oauth2/v2/auth',
    oauthUrl: read.publicUrl('GOOGLE_OAUTH_URL') ?? 'https://oauth2.googleapis.com',
    apiUrl: read.publicUrl('GOOGLE_API_URL') ?? 'https://www.googleapis.com/calendar/v3',
  };
  if (clientId === null && clientSecret === null) return null;
  if (clientId === null || clientSecret === null) {
    problems.push('GOOGLE_CLIENT_ID and GOOGLE_CLIENT_SECRET belong together: set both or none.');
    return null;
  }
  if (redirectUrl === null) {
    problems.push('GOOGLE_CLIENT_ID needs GOOGLE_REDIRECT_URL or APP_URL: Google sends coaches back to a page there.');
    return null;
  }
  if (around.environment === 'production' && around.secretsKeys.length === 0) {
    problems.push('GOOGLE_CLIENT_ID needs SECRETS_KEYS in production: the tokens of coaches are kept encrypted.');
  }
  return { clientId, clientSecret, redirectUrl, ...urls };
}
