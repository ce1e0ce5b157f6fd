import { randomBytes } from 'node:crypto';
import type { SealingKey } from '../config/secrets-config.js';
import { isSealedBefore, seal, SealBrokenError, unseal } from './sealed.js';

const key = (id: string): SealingKey => ({ id, bytes: randomBytes(32) });
const [old, current] = [key('2025'), key('2026')];
const PLACE = 'webhook 12 secret';

describe('a sealed secret', () => {
  it.each(['', 'whsec_abc', 'ä€🏆', 'x'.repeat(5_000)])('opens with the key that sealed it: %s', (secret) => {
    const sealed = seal(secret, PLACE, current);
    expect(unseal(sealed, PLACE, [current])).toBe(secret);
    expect(secret === '' || !sealed.includes(secret)).toBe(true);
  });

  it('is another text each time', () => {
    expect(seal('same', PLACE, current)).not.toBe(seal('same', PLACE, current));
  });

  it('opens after the keys were rotated, and is then due to be sealed anew', () => {
    const sealed = seal('secret', PLACE, old);
    expect(unseal(sealed, PLACE, [current, old])).toBe('secret');
    expect(isSealedBefore(sealed, [current, old])).toBe(true);
    expect(isSealedBefore(seal('secret', PLACE, current), [current, old])).toBe(false);
  });

  it('does not open without its key, elsewhere, changed, or cut', () => {
    const sealed = seal('secret', PLACE, old);
    const [id, iv, text, tag] = sealed.split('.') as [string, string, string, string];
    const changed = [id, iv, Buffer.from('secres').toString('base64url'), tag].join('.');
    const shortTag = [id, iv, text, Buffer.from(tag, 'base64url').subarray(0, 4).toString('base64url')].join('.');
    const attempts: [string, string, SealingKey[]][] = [
      [sealed, PLACE, [current]],
      [sealed, PLACE, [{ ...current, id: old.id }]],
      [sealed, 'webhook 13 secret', [old]],
      [changed, PLACE, [old]],
      [shortTag, PLACE, [old]],
      ['', PLACE, [old]],
      ['whsec_plain', PLACE, [old]],
    ];
    for (const [text_, place, keys] of attempts) expect(() => unseal(text_, place, keys)).toThrow(SealBrokenError);
  });
});
