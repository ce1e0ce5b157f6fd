import { Injectable } from '@nestjs/common';
import { JwtService } from '@nestjs/jwt';
import { createSecretKey, type KeyObject, randomUUID } from 'node:crypto';
import { Config } from '../../config/config.js';
import { Clock } from '../../time/clock.js';

/** Signing and checking use these values only (RFC 8725). `at+jwt` is RFC 9068. */
export const TOKEN = {
  algorithm: 'HS256',
  issuer: 'vibe-coaching',
  audience: 'vibe-coaching-api',
  typ: 'at+jwt',
} as const;

/** A KeyObject: jsonwebtoken first tries a string as a public key, which costs fifty times as much as the signature. */
export const signingKey = ({ secret }: Config): KeyObject => createSecretKey(secret, 'utf8');

/** Makes access tokens. JwtStrategy reads them. */
@Injectable()
export class AccessTokensService {
  private readonly key: KeyObject;

  constructor(
    private readonly jwt: JwtService,
    private readonly config: Config,
    private readonly clock: Clock,
  ) {
    this.key = signingKey(config);
  }

  /** In seconds. */
  get lifetime(): number {
    return this.config.accessTokenTtl;
  }

  issue(userId: number, sessionId: string): string {
    return this.jwt.sign(
      { sid: sessionId, iat: Math.floor(this.clock.realMillis() / 1000) },
      {
        privateKey: this.key,
        algorithm: TOKEN.algorithm,
        issuer: TOKEN.issuer,
        audience: TOKEN.audience,
        header: { alg: TOKEN.algorithm, typ: TOKEN.typ },
        subject: String(userId),
        jwtid: randomUUID(),
        expiresIn: this.lifetime,
      },
    );
  }
}

/** When the checked token of an Authorization header ends, in milliseconds since 1970. */
export function tokenEndOf(authorization: string): number {
  const [, payload = ''] = authorization.split('.');
  const { exp } = JSON.parse(Buffer.from(payload, 'base64url').toString()) as { exp: number };
  return exp * 1_000;
}
