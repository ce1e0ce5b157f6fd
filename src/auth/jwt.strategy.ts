import { Injectable } from '@nestjs/common';
import { PassportStrategy } from '@nestjs/passport';
import { isUUID } from 'class-validator';
import type { FastifyRequest } from 'fastify';
import { Strategy } from 'passport-jwt';
import { Config } from '../config/config.js';
import { MAX_INT } from '../http/fields.js';
import { signingKey, TOKEN } from './access-tokens.js';
import type { Principal } from './principal.js';
import { Sessions } from './sessions.js';

interface VerifiedToken {
  readonly header: { readonly typ?: unknown };
  readonly payload: { readonly [claim in 'sub' | 'sid' | 'jti' | 'exp']?: unknown };
}

/** From a bearer token to the person behind it, whose role and state are read from the database each time. */
@Injectable()
export class JwtStrategy extends PassportStrategy(Strategy, 'jwt') {
  constructor(
    config: Config,
    private readonly sessions: Sessions,
  ) {
    super({
      jwtFromRequest: bearerToken,
      secretOrKey: signingKey(config) as unknown as Buffer, // jsonwebtoken takes a KeyObject; the types lag behind
      algorithms: [TOKEN.algorithm],
      issuer: TOKEN.issuer,
      audience: TOKEN.audience,
      // Only its old keys are deprecated; `complete` shows the header, of which `typ` is checked below.
      // eslint-disable-next-line @typescript-eslint/no-deprecated
      jsonWebTokenOptions: { complete: true },
    });
  }

  /** jsonwebtoken has checked signature, issuer, audience and expiry by now, but takes tokens that lack a claim. */
  async validate({ header, payload }: VerifiedToken): Promise<Omit<Principal, 'requestId'> | false> {
    const { sub, sid, jti, exp } = payload;
    const complete =
      header.typ === TOKEN.typ &&
      typeof exp === 'number' &&
      typeof jti === 'string' &&
      isUUID(sid) &&
      typeof sub === 'string' &&
      /^[1-9]\d{0,9}$/.test(sub) &&
      Number(sub) <= MAX_INT;
    return complete && ((await this.sessions.principalOf(sid as string, Number(sub))) ?? false);
  }
}

/** RFC 6750, section 2.1, and nothing before or behind it: passport-jwt's own reader takes the second of any words. */
function bearerToken({ headers }: Pick<FastifyRequest, 'headers'>): string | null {
  return /^Bearer +([\w.~+/-]+=*)$/i.exec(headers.authorization ?? '')?.[1] ?? null;
}
