import { Body, Controller, Get, HttpCode, Ip, Post } from '@nestjs/common';
import { ApiBody, ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiSecurity, ApiTags } from '@nestjs/swagger';
import { RefusesIdempotencyKey } from '../idempotency/refuses-idempotency-key.js';
import { Public } from '../wire/public.js';
import { COOKIE_SCHEME } from '../wire/answers/refresh-cookie.js';
import { Refuses } from '../problems/refuses.js';
import type { Locale } from '../users/domain/locale.js';
import { PreferredLocale } from '../users/preferred-locale.js';
import { OwnUserDto } from '../users/dto/user.dto.js';
import { UsersService } from '../users/users.service.js';
import { AllowAny } from './access/access.js';
import { AccountsService } from './accounts/accounts.service.js';
import {
  AccountDeactivatedError,
  AdminSignupError,
  BusyError,
  EmailTakenError,
  ForeignOriginError,
  InvalidCredentialsError,
  RefreshRacedError,
  SessionEndedError,
  TooManyAttemptsError,
  WrongPasswordError,
} from './auth-errors.js';
import { ChangePasswordDto, LogInDto, RefreshDto, SignUpDto } from './dto/credentials.dto.js';
import { MessageDto } from './dto/message.dto.js';
import { TokenAnswerDto } from './dto/token-answer.dto.js';
import { CurrentPrincipal, MaybePrincipal, type Principal } from './access/principal.js';
import { BrowserLoginsService } from './cookies/browser-logins.service.js';
import { type Exchange, HttpExchange } from './cookies/http-exchange.js';
import { OrRefreshCookie } from './cookies/or-refresh-cookie.js';
import { SETS_COOKIE } from './cookies/cookie-documents.js';
import { PasswordChangesService } from './accounts/password-changes.service.js';
import { SignUpService } from './accounts/sign-up.service.js';

@ApiTags('Accounts')
@Controller('auth')
export class AuthController {
  constructor(
    private readonly accounts: AccountsService,
    private readonly signUps: SignUpService,
    private readonly browsers: BrowserLoginsService,
    private readonly passwords: PasswordChangesService,
    private readonly users: UsersService,
  ) {}

  @Post('signup')
  @Public()
  @ApiOperation({
    summary: 'Sign up as a client or a coach',
    description:
      'The answer is logged in already. A mail with a link that verifies the email is on its way. Mails are German if ' +
      '`Accept-Language` prefers that, else English.',
  })
  @ApiCreatedResponse({ type: TokenAnswerDto, headers: SETS_COOKIE })
  @RefusesIdempotencyKey()
  @Refuses(new AdminSignupError(), new EmailTakenError(), new BusyError())
  async signUp(
    @Body() { email, password, full_name, role, time_zone, cookie }: SignUpDto,
    @PreferredLocale() locale: Locale,
    @HttpExchange() http: Exchange,
  ): Promise<TokenAnswerDto> {
    return this.browsers.answer(
      await this.signUps.signUp({ email, password, fullName: full_name, role, timeZone: time_zone, locale }),
      cookie,
      http,
    );
  }

  @Post('login')
  @HttpCode(200)
  @Public()
  @ApiOperation({
    summary: 'Log in',
    description: 'Ten failures of an account, or a hundred from an address, close it for a quarter of an hour at most.',
  })
  @ApiOkResponse({ type: TokenAnswerDto, headers: SETS_COOKIE })
  @RefusesIdempotencyKey()
  @Refuses(new InvalidCredentialsError(), new AccountDeactivatedError(), new TooManyAttemptsError(900), new BusyError())
  async logIn(
    @Body() { email, password, cookie }: LogInDto,
    @Ip() address: string,
    @HttpExchange() http: Exchange,
  ): Promise<TokenAnswerDto> {
    return this.browsers.answer(await this.accounts.logIn({ email, password, address }), cookie, http);
  }

  @Post('refresh')
  @HttpCode(200)
  @Public()
  @ApiOperation({
    summary: 'Exchange a refresh token for new tokens',
    description:
      'Each works once. Using an old one ends the session, since a thief may have the other copy. Without a body, the cookie ' +
      'of a login with `cookie: true` counts: tabs that refresh at once all get an answer.',
  })
  @ApiBody({ type: RefreshDto, required: false })
  @ApiSecurity({})
  @ApiSecurity(COOKIE_SCHEME)
  @ApiOkResponse({ type: TokenAnswerDto, headers: SETS_COOKIE })
  @RefusesIdempotencyKey()
  @Refuses(new SessionEndedError(), new RefreshRacedError(), new ForeignOriginError())
  refresh(@Body() { refresh_token }: RefreshDto, @HttpExchange() http: Exchange): Promise<TokenAnswerDto> {
    return this.browsers.refresh(refresh_token, http);
  }

  @Get('me')
  @AllowAny()
  @ApiOperation({ summary: 'Who am I' })
  @ApiOkResponse({ type: OwnUserDto })
  me(@CurrentPrincipal() { id }: Principal): Promise<OwnUserDto> {
    return this.users.findOwn(id);
  }

  @Post('logout')
  @HttpCode(200)
  @AllowAny()
  @OrRefreshCookie()
  @ApiOperation({
    summary: 'Log out',
    description:
      'This session is over at once, on every instance. With the cookie, all tabs are logged out and no access token is needed.',
  })
  @ApiOkResponse({ type: MessageDto, headers: SETS_COOKIE })
  @Refuses(new ForeignOriginError())
  async logOut(
    @MaybePrincipal() principal: Principal | undefined,
    @HttpExchange() http: Exchange,
  ): Promise<MessageDto> {
    await this.browsers.logOut(principal, http);
    return { message: 'Logged out', detail: 'Your session is over.' };
  }

  @Post('logout-all')
  @HttpCode(200)
  @AllowAny()
  @ApiOperation({ summary: 'Log out everywhere', description: 'All sessions of this account are over at once.' })
  @ApiOkResponse({ type: MessageDto })
  async logOutEverywhere(@CurrentPrincipal() { id }: Principal): Promise<MessageDto> {
    await this.accounts.endAll(id);
    return { message: 'Logged out everywhere', detail: 'All your sessions are over.' };
  }

  @Post('password')
  @HttpCode(200)
  @AllowAny()
  @ApiOperation({
    summary: 'Change my password',
    description: 'Ends every other session of this account, and its links in mails.',
  })
  @ApiOkResponse({ type: MessageDto })
  @Refuses(new WrongPasswordError(), new TooManyAttemptsError(900), new BusyError())
  async changePassword(
    @CurrentPrincipal() principal: Principal,
    @Body() { current_password, new_password }: ChangePasswordDto,
    @Ip() address: string,
  ): Promise<MessageDto> {
    await this.passwords.change(principal, current_password, new_password, address);
    return { message: 'Password changed', detail: 'Every other session of your account is over.' };
  }
}
