import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { SealingKey } from '../config/secrets-config.js';

const CIPHER = 'aes-256-gcm';
const TAG = { authTagLength: 16 } as const;
const IV_BYTES = 12;

const SEALED = /^(?<id>[\w-]{1,32})\.(?<iv>[\w-]+)\.(?<text>[\w-]*)\.(?<tag>[\w-]+)$/;

/** No key opens the text, or somebody changed it or put it elsewhere. */
export class SealBrokenError extends Error {}

/**
 * Encrypts `secret` with AES-256-GCM. `place`, such as `webhook 12 secret`, is authenticated with it: a sealed text that is copied
 * to another row does not open there.
 */
export function seal(secret: string, place: string, { id, bytes }: SealingKey): string {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv(CIPHER, bytes, iv, TAG).setAAD(Buffer.from(place));
  const text = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()]);
  return [id, ...[iv, text, cipher.getAuthTag()].map((part) => part.toString('base64url'))].join('.');
}

/** Decrypts what `seal` made, with whichever of `keys` sealed it. Throws SealBrokenError. */
export function unseal(sealed: string, place: string, keys: readonly SealingKey[]): string {
  const { id, iv = '', text = '', tag = '' } = SEALED.exec(sealed)?.groups ?? {};
  const key = keys.find((known) => known.id === id);
  if (!key) throw new SealBrokenError('The key that sealed this is not among SECRETS_KEYS.');
  try {
    const [start, body, end] = [iv, text, tag].map((part) => Buffer.from(part, 'base64url')) as [
      Buffer,
      Buffer,
      Buffer,
    ];
    const decipher = createDecipheriv(CIPHER, key.bytes, start, TAG).setAAD(Buffer.from(place)).setAuthTag(end);
    return Buffer.concat([decipher.update(body), decipher.final()]).toString('utf8');
  } catch (error) {
    throw new SealBrokenError('A sealed secret was changed, or belongs elsewhere.', { cause: error });
  }
}

/** Whether `sealed` should be sealed anew: with the first key, which is the one in use. */
export const isSealedBefore = (sealed: string, keys: readonly SealingKey[]) => !sealed.startsWith(`${keys[0]?.id}.`);
