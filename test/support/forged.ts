import { createHmac, randomUUID } from 'node:crypto';
import { TOKEN } from '../../src/auth/access/access-tokens.service.js';
import { type Person, SECRET } from './app.js';

/** What is otherwise about a token than it should be. */
export interface Changes {
  readonly header?: object;
  readonly payload?: object;
  readonly secret?: string;
  /** Null: no signature. */
  readonly hash?: 'sha256' | 'sha512' | null;
}

/** A token made by hand; without changes it is one that the server takes. */
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
