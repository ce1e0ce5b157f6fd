import { hkdfSync } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Config } from '../config/config.js';
import type { SealingKey } from '../config/secrets-config.js';
import { isSealedBefore, seal, unseal } from './sealed.js';
import { SecretsOffError } from './secrets-errors.js';

/** Secrets at rest: those of webhooks, addresses of calendars, tokens of other services. */
@Injectable()
export class SecretsService {
  private readonly keys: readonly SealingKey[];

  constructor(config: Config) {
    this.keys = keysOf(config);
  }

  /** `place` names the row, such as `webhook 12`: the text opens nowhere else. Throws SecretsOffError without SECRETS_KEYS. */
  seal(secret: string, place: string): string {
    return seal(secret, place, this.current);
  }

  /** Throws SealBrokenError. */
  open(sealed: string, place: string): string {
    return unseal(sealed, place, this.keys);
  }

  /** Whether a sealed text should be sealed anew, because the keys were rotated. */
  isOutdated(sealed: string): boolean {
    return isSealedBefore(sealed, this.keys);
  }

  /** The key that seals. Throws SecretsOffError in production without SECRETS_KEYS. */
  private get current(): SealingKey {
    const [first] = this.keys;
    if (!first) throw new SecretsOffError();
    return first;
  }
}

/** Development needs no configuration: its key follows from its random JWT secret. */
function keysOf({ secretsKeys, environment, secret }: Config): readonly SealingKey[] {
  if (secretsKeys.length > 0 || environment === 'production') return secretsKeys;
  return [{ id: 'development', bytes: Buffer.from(hkdfSync('sha256', secret, '', 'secrets at rest', 32)) }];
}
