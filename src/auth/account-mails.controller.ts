import { Body, Controller, HttpCode, Ip, Post } from '@nestjs/common';
import { ApiAcceptedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Refuses } from '../problems/refuses.js';
import { Public } from '../wire/public.js';
import { AllowAny } from './access/access.js';
import { CurrentPrincipal, type Principal } from './access/principal.js';
import { EmailChangesService } from './accounts/email-changes.service.js';
import { EmailVerificationsService } from './accounts/email-verifications.service.js';
import { PasswordResetsService } from './accounts/password-resets.service.js';
import {
  BusyError,
  EmailTakenError,
  TokenInvalidError,
  TooManyAttemptsError,
  WrongPasswordError,
} from './auth-errors.js';
import {
  AskPasswordResetDto,
  ChangeEmailDto,
  ConfirmEmailDto,
  ConfirmPasswordResetDto,
  VerifyEmailDto,
} from './dto/account-mails.dto.js';
import { MessageDto } from './dto/message.dto.js';

const TOO_MANY = new TooManyAttemptsError(900, 'requests');

/** Resets passwords, verifies addresses and changes them, by links in mails. */
@ApiTags('Accounts')
@Controller('auth')
export class AccountMailsController {
  constructor(
    private readonly resets: PasswordResetsService,
    private readonly verifications: EmailVerificationsService,
    private readonly emails: EmailChangesService,
  ) {}

  @Post('password-reset')
  @HttpCode(202)
  @Public()
  @ApiOperation({
    summary: 'Ask for a link to reset my password',
    description:
      'The answer is the same whether or not this email has an account. The link works once, for an hour. Ten mails of an ' +
      'account, or ten from an address, can be asked for in a quarter of an hour.',
  })
  @ApiAcceptedResponse({ type: MessageDto })
  @Refuses(TOO_MANY)
  async askReset(@Body() { email }: AskPasswordResetDto, @Ip() address: string): Promise<MessageDto> {
    await this.resets.ask(email, address);
    return {
      message: 'Look into your mail',
      detail: 'If this email has an account, a mail with a link is on its way.',
    };
  }

  @Post('password-reset/confirm')
  @HttpCode(200)
  @Public()
  @ApiOperation({
    summary: 'Set a new password with the token of the mail',
    description:
      'Ends every session of this account, and every other link. Failed logins no longer count. A password that is refused ' +
      'does not use the token up.',
  })
  @ApiOkResponse({ type: MessageDto })
  @Refuses(new TokenInvalidError(), new BusyError())
  async confirmReset(@Body() { token, new_password }: ConfirmPasswordResetDto): Promise<MessageDto> {
    await this.resets.confirm(token, new_password);
    return {
      message: 'Password changed',
      detail: 'You can log in with it now. Every session of your account is over.',
    };
  }

  @Post('verify-email/send')
  @HttpCode(202)
  @AllowAny()
  @ApiOperation({
    summary: 'Ask for a link that verifies my email',
    description: 'The first mail after the sign-up has one, too. It works once, for a day.',
  })
  @ApiAcceptedResponse({ type: MessageDto })
  @Refuses(TOO_MANY)
  async askVerification(@CurrentPrincipal() { id }: Principal, @Ip() address: string): Promise<MessageDto> {
    await this.verifications.ask(id, address);
    return { message: 'Look into your mail', detail: 'A mail with a link is on its way.' };
  }

  @Post('verify-email')
  @HttpCode(200)
  @Public()
  @ApiOperation({ summary: 'Verify an email with the token of the mail', description: 'Sets `email_verified_at`.' })
  @ApiOkResponse({ type: MessageDto })
  @Refuses(new TokenInvalidError())
  async verify(@Body() { token }: VerifyEmailDto): Promise<MessageDto> {
    await this.verifications.confirm(token);
    return { message: 'Email verified', detail: 'Thank you: mail to your address reaches you.' };
  }

  @Post('email')
  @HttpCode(202)
  @AllowAny()
  @ApiOperation({
    summary: 'Ask for another email for my account',
    description:
      'The new address gets a mail whose link works once, for a day; until it is used, nothing changes. The old address is ' +
      'told. An earlier request ends.',
  })
  @ApiAcceptedResponse({ type: MessageDto })
  @Refuses(new WrongPasswordError(), TOO_MANY, new BusyError())
  async askEmail(
    @CurrentPrincipal() principal: Principal,
    @Body() { password, new_email }: ChangeEmailDto,
    @Ip() address: string,
  ): Promise<MessageDto> {
    await this.emails.ask(principal, password, new_email, address);
    return { message: 'Look into your mail', detail: 'A mail with a link is on its way to the new address.' };
  }

  @Post('email/confirm')
  @HttpCode(200)
  @Public()
  @ApiOperation({
    summary: 'Use another email with the token of the mail',
    description: 'The email is verified by that. Every other link of the account ends, and the old address is told.',
  })
  @ApiOkResponse({ type: MessageDto })
  @Refuses(new TokenInvalidError(), new EmailTakenError())
  async confirmEmail(@Body() { token }: ConfirmEmailDto): Promise<MessageDto> {
    await this.emails.confirm(token);
    return { message: 'Email changed', detail: 'Log in with the new email from now on.' };
  }
}
