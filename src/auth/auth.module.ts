import { Module } from '@nestjs/common';
import { JwtModule } from '@nestjs/jwt';
import { PassportModule } from '@nestjs/passport';
import type { ConstraintRefusals } from '../problems/constraint-refusals.js';
import { UsersModule } from '../users/users.module.js';
import { AccessTokens } from './access/access-tokens.js';
import { AccountsService } from './accounts/accounts.service.js';
import { AuthController } from './auth.controller.js';
import { EmailTakenError, UnauthenticatedError } from './auth-errors.js';
import { JwtStrategy } from './access/jwt.strategy.js';
import { LoginThrottleService } from './logins/login-throttle.js';
import { NewAccounts } from './accounts/new-accounts.js';
import { Passwords } from './accounts/passwords.js';
import { RateLimits } from './limits/rate-limits.js';
import { Sessions } from './logins/sessions.js';
import { SignUpService } from './accounts/sign-up.service.js';
import { TokenAnswers } from './accounts/token-answers.js';

export const accountConstraints: ConstraintRefusals = {
  users_email_key: () => new EmailTakenError(),
  sessions_user_alive: () => new UnauthenticatedError(),
};

/** Who is asking: accounts, sessions, tokens, and the guard that reads them. */
@Module({
  imports: [JwtModule.register({}), PassportModule.register({ session: false }), UsersModule],
  controllers: [AuthController],
  providers: [
    AccessTokens,
    AccountsService,
    JwtStrategy,
    LoginThrottleService,
    NewAccounts,
    Passwords,
    RateLimits,
    Sessions,
    SignUpService,
    TokenAnswers,
  ],
  exports: [JwtStrategy, RateLimits, Sessions],
})
export class AuthModule {}
