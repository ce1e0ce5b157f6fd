import { createHash, createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';

/** A key of its own for each label, from which nobody finds the secret or another key (RFC 5869). */
export const keyOf = (secret: string, label: string): Buffer => Buffer.from(hkdfSync('sha256', secret, '', label, 32));

/** 256 bits that nobody can make without the key, in letters that stay as they are in an address. */
export const signed = (key: Buffer, text: string): string => createHmac('sha256', key).update(text).digest('base64url');

/** Takes the same time for every wrong `signature` of a length. */
export function isSigned(key: Buffer, text: string, signature: string): boolean {
  const [right, given] = [Buffer.from(signed(key, text)), Buffer.from(signature)];
  return right.length === given.length && timingSafeEqual(right, given);
}

/** All that the database keeps of a token. */
export const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest();
