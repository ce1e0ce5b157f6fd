import { createHmac, randomUUID } from 'node:crypto';
import { TOKEN } from '../../src/auth/access/access-tokens.service.js';
import { type Person, SECRET } from './app.js';

/** The differences from a valid token. */
export interface Changes {
  readonly header?: object;
  readonly payload?: object;
  readonly secret?: string;
  /** The hash of the signature; null leaves it out. */
  readonly hash?: 'sha256' | 'sha512' | null;
}

/** A hand-made token. Without changes the server accepts it. */
export function forged(person: Person, { header, payload, secret = SECRET, hash = 'sha256' }: Changes = {}): string {
  const { algorithm, issuer, audience, typ } = TOKEN;
  const now = Math.floor(Date.now() / 1000);
  const claims = { sub: String(person.id), sid: person.sessionId, jti: randomUUID(), iat: now - 60, exp: now + 60 };
  const parts = [
    { alg: algorithm, typ, ...header },
    { iss: issuer, aud: audience, ...claims, ...payload },
  ];
  const signed = parts.map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');
  return `${signed}.${hash === null ? '' : createHmac(hash, secret).update(signed).digest('base64url')}`;
}
