import { Injectable } from '@nestjs/common';
import { PassportStrategy } from '@nestjs/passport';
import { isUUID } from 'class-validator';
import { randomUUID } from 'node:crypto';
import { Strategy } from 'passport-jwt';
import { Config } from '../../config/config.js';
import { Clock } from '../../time/clock.js';
import { MAX_INT } from '../../wire/fields/fields.js';
import { signingKey, TOKEN } from './access-tokens.service.js';
import { type CheckedToken, CheckedTokens } from './checked-tokens.js';
import type { Principal } from './principal.js';
import { LoginSessionsService } from '../logins/login-sessions.service.js';

type Person = Omit<Principal, 'requestId'>;

interface BearerRequest {
  readonly headers: { readonly authorization?: string | undefined };
}

interface VerifiedToken {
  readonly header: { readonly typ?: unknown };
  readonly payload: { readonly [claim in 'sub' | 'sid' | 'jti' | 'exp']?: unknown };
}

/** Passport registers strategies by name for the whole process. Each application has a name of its own, and so its own strategy. */
class NamedStrategy extends Strategy {
  override name = `jwt ${randomUUID()}`;
}

/** Turns a bearer token into the user behind it. Reads their role and state from the database each time. */
@Injectable()
export class JwtStrategy extends PassportStrategy(NamedStrategy) {
  private readonly checked = new CheckedTokens();

  constructor(
    config: Config,
    private readonly sessions: LoginSessionsService,
    private readonly clock: Clock,
  ) {
    super({
      jwtFromRequest: bearerToken,
      passReqToCallback: true,
      secretOrKey: signingKey(config) as unknown as Buffer, // jsonwebtoken takes a KeyObject; the types lag behind
      algorithms: [TOKEN.algorithm],
      issuer: TOKEN.issuer,
      audience: TOKEN.audience,
      // jsonwebtoken would compare with the clock of this machine; `validate` compares with the database’s.
      ignoreExpiration: true,
      // Only its old keys are deprecated; `complete` shows the header, of which `typ` is checked below.
      // eslint-disable-next-line @typescript-eslint/no-deprecated
      jsonWebTokenOptions: { complete: true },
    });
  }

  /** The user of a token that passed the checks before; undefined when jsonwebtoken has to check the token first. */
  knownUser(request: BearerRequest): Promise<Person | null> | undefined {
    const checked = this.checked.get(bearerToken(request) ?? '', this.clock.realMillis());
    return checked && this.personBehind(checked);
  }

  /** jsonwebtoken has checked signature, issuer and audience by now, but it accepts tokens that lack a claim. */
  async validate(request: BearerRequest, token: VerifiedToken): Promise<Person | false> {
    const checked = completeToken(token);
    if (!checked || checked.expiresAt * 1000 <= this.clock.realMillis()) return false;
    this.checked.add(bearerToken(request) ?? '', checked);
    return (await this.personBehind(checked)) ?? false;
  }

  private personBehind({ sessionId, userId }: CheckedToken): Promise<Person | null> {
    return this.sessions.principalOf(sessionId, userId);
  }
}

function completeToken({ header, payload: { sub, sid, jti, exp } }: VerifiedToken): CheckedToken | null {
  const isComplete =
    header.typ === TOKEN.typ &&
    typeof exp === 'number' &&
    typeof jti === 'string' &&
    isUUID(sid) &&
    typeof sub === 'string' &&
    /^[1-9]\d{0,9}$/.test(sub) &&
    Number(sub) <= MAX_INT;
  return isComplete ? { userId: Number(sub), sessionId: sid as string, expiresAt: exp } : null;
}

/** RFC 6750, section 2.1, and nothing before or after it: passport-jwt's own reader accepts any scheme. */
function bearerToken({ headers }: BearerRequest): string | null {
  return /^Bearer +([\w.~+/-]+=*)$/i.exec(headers.authorization ?? '')?.[1] ?? null;
}
