import { Email, Text } from '../../wire/fields/fields.js';
import { NewPassword, OwnPassword } from './password-fields.js';

const Token = (example: string) =>
  Text({
    max: 100,
    description: 'From the link of the mail: what follows `#token=`. It works once.',
    example,
  });

/** Body of `POST /auth/password-reset`. */
export class AskPasswordResetDto {
  @Email({ example: 'client1@vibe.com' })
  readonly email: string;
}

/** Body of `POST /auth/password-reset/confirm`. */
export class ConfirmPasswordResetDto {
  @Token('example-token-of-a-forgotten-password')
  readonly token: string;

  @NewPassword({ example: 'correct horse battery' })
  readonly new_password: string;
}

/** Body of `POST /auth/verify-email`. */
export class VerifyEmailDto {
  @Token('example-token-of-an-email-to-verify')
  readonly token: string;
}

/** Body of `POST /auth/email`. */
export class ChangeEmailDto {
  @OwnPassword({ example: 'vibe-demo-2026' })
  readonly password: string;

  @Email({ description: 'Unique whatever its case.', example: 'jo@example.com' })
  readonly new_email: string;
}

/** Body of `POST /auth/email/confirm`. */
export class ConfirmEmailDto {
  @Token('example-token-of-another-email')
  readonly token: string;
}
