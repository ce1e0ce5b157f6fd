import { Module } from '@nestjs/common';
import { JwtModule } from '@nestjs/jwt';
import { PassportModule } from '@nestjs/passport';
import type { ConstraintRefusals } from '../problems/constraint-refusals.js';
import { UsersModule } from '../users/users.module.js';
import { AccessTokensService } from './access/access-tokens.service.js';
import { AccountsService } from './accounts/accounts.service.js';
import { AuthController } from './auth.controller.js';
import { EmailTakenError, UnauthenticatedError } from './auth-errors.js';
import { JwtStrategy } from './access/jwt.strategy.js';
import { LoginThrottleService } from './logins/login-throttle.service.js';
import { NewAccountsService } from './accounts/new-accounts.service.js';
import { PasswordsService } from './accounts/passwords.service.js';
import { LoginSessionsService } from './logins/login-sessions.service.js';
import { SignUpService } from './accounts/sign-up.service.js';
import { TokenAnswersService } from './accounts/token-answers.service.js';

export const accountConstraints: ConstraintRefusals = {
  users_email_key: () => new EmailTakenError(),
  sessions_user_alive: () => new UnauthenticatedError(),
  idempotency_keys_user_alive: () => new UnauthenticatedError(),
};

/** Accounts, login sessions and tokens, and the guards that read them. */
@Module({
  imports: [JwtModule.register({}), PassportModule.register({ session: false }), UsersModule],
  controllers: [AuthController],
  providers: [
    AccessTokensService,
    AccountsService,
    JwtStrategy,
    LoginThrottleService,
    NewAccountsService,
    PasswordsService,
    LoginSessionsService,
    SignUpService,
    TokenAnswersService,
  ],
  exports: [JwtStrategy, LoginSessionsService],
})
export class AuthModule {}
