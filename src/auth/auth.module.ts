import { Module } from '@nestjs/common';
import { JwtModule } from '@nestjs/jwt';
import { PassportModule } from '@nestjs/passport';
import type { ConstraintRefusals } from '../problems/constraint-refusals.js';
import { UsersModule } from '../users/users.module.js';
import { AccessTokensService } from './access/access-tokens.service.js';
import { AccountDeletionsService } from './accounts/account-deletions.service.js';
import { AccountLinksService } from './links/account-links.service.js';
import { AccountMailsController } from './account-mails.controller.js';
import { PageStyleController } from './pages/page-style.controller.js';
import { UnsubscribeController } from './pages/unsubscribe.controller.js';
import { UnsubscribeLinksService } from './links/unsubscribe-links.service.js';
import { AccountsService } from './accounts/accounts.service.js';
import { BrowserLoginsService } from './cookies/browser-logins.service.js';
import { AuthController } from './auth.controller.js';
import { EmailTakenError, UnauthenticatedError } from './auth-errors.js';
import { JwtStrategy } from './access/jwt.strategy.js';
import { AttemptCountsService } from './logins/attempt-counts.service.js';
import { EmailChangesService } from './accounts/email-changes.service.js';
import { EmailVerificationsService } from './accounts/email-verifications.service.js';
import { LinkMailsService } from './links/link-mails.service.js';
import { MailThrottleService } from './links/mail-throttle.service.js';
import { NewPasswordsService } from './accounts/new-passwords.service.js';
import { OwnPasswordsService } from './accounts/own-passwords.service.js';
import { PasswordChangesService } from './accounts/password-changes.service.js';
import { PasswordResetsService } from './accounts/password-resets.service.js';
import { OutboxModule } from '../outbox/outbox.module.js';
import { LoginThrottleService } from './logins/login-throttle.service.js';
import { NewAccountsService } from './accounts/new-accounts.service.js';
import { PasswordsService } from './accounts/passwords.service.js';
import { LoginSessionsService } from './logins/login-sessions.service.js';
import { RefreshesService } from './logins/refreshes.service.js';
import { SignUpService } from './accounts/sign-up.service.js';
import { TokenAnswersService } from './accounts/token-answers.service.js';

export const accountConstraints: ConstraintRefusals = {
  users_email_key: () => new EmailTakenError(),
  account_links_user_alive: () => new UnauthenticatedError(),
  sessions_user_alive: () => new UnauthenticatedError(),
  idempotency_keys_user_alive: () => new UnauthenticatedError(),
};

/** Accounts, login sessions and tokens, and the guards that read them. */
@Module({
  imports: [JwtModule.register({}), PassportModule.register({ session: false }), UsersModule, OutboxModule],
  controllers: [AuthController, AccountMailsController, PageStyleController, UnsubscribeController],
  providers: [
    AccessTokensService,
    AccountDeletionsService,
    AccountLinksService,
    AccountsService,
    AttemptCountsService,
    BrowserLoginsService,
    EmailChangesService,
    EmailVerificationsService,
    JwtStrategy,
    LinkMailsService,
    LoginThrottleService,
    MailThrottleService,
    NewAccountsService,
    NewPasswordsService,
    OwnPasswordsService,
    PasswordChangesService,
    PasswordResetsService,
    PasswordsService,
    LoginSessionsService,
    RefreshesService,
    SignUpService,
    TokenAnswersService,
    UnsubscribeLinksService,
  ],
  exports: [
    AccountDeletionsService,
    EmailChangesService,
    JwtStrategy,
    LinkMailsService,
    LoginSessionsService,
    OwnPasswordsService,
    UnsubscribeLinksService,
  ],
})
export class AuthModule {}
