import { createHash, randomBytes } from 'node:crypto';

/** The secret in the address of a calendar: 256 bits that nobody can guess. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

/** What is stored of a secret. Guessing it is hopeless, so a fast hash will do. */
export function hashOf(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}
