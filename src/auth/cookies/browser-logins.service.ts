import { Injectable } from '@nestjs/common';
import { Config } from '../../config/config.js';
import { ValidationFailedError } from '../../problems/problem.js';
import { isLoopbackHost } from '../../wire/loopback-host.js';
import { refreshCookie, refreshTokenIn } from '../../wire/answers/refresh-cookie.js';
import type { Principal } from '../access/principal.js';
import { AccountsService } from '../accounts/accounts.service.js';
import { ForeignOriginError, SessionEndedError } from '../auth-errors.js';
import type { TokenAnswerDto } from '../dto/token-answer.dto.js';
import { IDLE_DAYS, LoginSessionsService } from '../logins/login-sessions.service.js';
import { isOwnOrigin } from './domain/own-origin.js';
import type { Exchange } from './http-exchange.js';

const IDLE_SECONDS = IDLE_DAYS * 86_400;

/** Login sessions of browsers, whose tabs share one refresh token in a cookie. */
@Injectable()
export class BrowserLoginsService {
  constructor(
    private readonly config: Config,
    private readonly accounts: AccountsService,
    private readonly sessions: LoginSessionsService,
  ) {}

  /** Moves the refresh token of `answer` into the cookie, if `wanted`. */
  answer(answer: TokenAnswerDto, wanted: boolean, http: Exchange): TokenAnswerDto {
    if (!wanted) return answer;
    const { refresh_token, ...rest } = answer;
    if (refresh_token !== undefined) this.setCookie(http, refresh_token, IDLE_SECONDS);
    return rest;
  }

  /** Refreshes by the token of the body, or without one by the cookie. */
  async refresh(sent: string | undefined, http: Exchange): Promise<TokenAnswerDto> {
    if (sent !== undefined) return this.accounts.refresh(sent);
    const { headers } = http.request;
    if (headers.origin === undefined && refreshTokenIn(headers.cookie) === null) throw new NoRefreshTokenError();
    const token = this.ownToken(http);
    if (token === null) throw new SessionEndedError();
    return this.answer(await this.accounts.refreshShared(token), true, http);
  }

  /** Ends the session of the access token and that of the cookie: in a browser they are the same. */
  async logOut(principal: Principal | undefined, http: Exchange): Promise<void> {
    const hasCookie = refreshTokenIn(http.request.headers.cookie) !== null;
    const token = hasCookie ? this.ownToken(http) : null;
    if (principal) await this.sessions.end(principal.sessionId);
    if (token === null) return;
    await this.sessions.endByToken(token);
    this.setCookie(http, '', 0);
  }

  /** The token of the cookie; null without one. Throws ForeignOriginError when another site sends the request. */
  private ownToken({ request }: Exchange): string | null {
    const { publicUrl, corsOrigins } = this.config;
    const pages = publicUrl === null ? corsOrigins : [...corsOrigins, new URL(publicUrl).origin];
    if (!isOwnOrigin(request.headers.origin, request, pages)) throw new ForeignOriginError();
    return refreshTokenIn(request.headers.cookie);
  }

  private setCookie({ request, reply }: Exchange, token: string, seconds: number): void {
    const { environment, publicPath } = this.config;
    const isSecure = environment === 'production' || !isLoopbackHost(request.host);
    void reply.header('Set-Cookie', refreshCookie(token, seconds, { path: `${publicPath}/api/v1/auth`, isSecure }));
  }
}

class NoRefreshTokenError extends ValidationFailedError {
  constructor() {
    super([{ field: 'refresh_token', message: 'refresh_token must be a text.' }]);
  }
}
