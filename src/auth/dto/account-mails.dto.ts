import { Email, Text } from '../../wire/fields.js';
import { NewPassword, OwnPassword } from './password-fields.js';

const Token = () =>
  Text({
    max: 100,
    description: 'From the link of the mail: what follows `#token=`. It works once.',
    example: 'q3u1B2l0cXJ5b2ZhbG9uZ3JhbmRvbXN0cmluZ2hlcmU',
  });

/** Body of `POST /auth/password-reset`. */
export class AskPasswordResetDto {
  @Email({ example: 'client1@vibe.com' })
  readonly email: string;
}

/** Body of `POST /auth/password-reset/confirm`. */
export class ConfirmPasswordResetDto {
  @Token()
  readonly token: string;

  @NewPassword({ example: 'correct horse battery' })
  readonly new_password: string;
}

/** Body of `POST /auth/verify-email`. */
export class VerifyEmailDto {
  @Token()
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
  @Token()
  readonly token: string;
}
