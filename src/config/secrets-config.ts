import type { Readers } from './environment.js';

/** A key for secrets at rest: 32 bytes, and the name under which sealed texts refer to it. */
export interface SealingKey {
  readonly id: string;
  readonly bytes: Buffer;
}

const KEY = /^(?<id>[\w-]{1,32}):(?<bytes>[A-Za-z\d+/]{43}=)$/;

/** Reads SECRETS_KEYS, `id:base64[,…]`: the first key seals, all of them open. */
export function readSecretsKeys(read: Readers, problems: string[]): readonly SealingKey[] {
  const text = read.text('SECRETS_KEYS');
  if (text === null) return [];
  const keys = text.split(',').map((part) => keyOf(part.trim()));
  const known = keys.filter((key) => key !== null);
  if (known.length < keys.length || new Set(known.map(({ id }) => id)).size < keys.length) {
    problems.push(
      'SECRETS_KEYS must be keys of 32 bytes with different names, such as 2026:… from: openssl rand -base64 32',
    );
  }
  return known;
}

function keyOf(text: string): SealingKey | null {
  const { id = '', bytes = '' } = KEY.exec(text)?.groups ?? {};
  return id === '' ? null : { id, bytes: Buffer.from(bytes, 'base64') };
}
