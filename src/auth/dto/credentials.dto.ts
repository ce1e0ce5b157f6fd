import { Choice, Email, Secret, Text, TimeZone } from '../../wire/fields.js';
import { type Role, ROLES } from '../../users/role.js';

/** Characters of a password. The upper bound keeps hashing cheap. */
const MIN_PASSWORD = 8;
const MAX_PASSWORD = 128;

const NEW_PASSWORD = 'Not among the common ones, not the email, not blanks alone.';

/** Body of `POST /auth/signup`. */
export class SignUpDto {
  @Email({ description: 'Unique whatever its case.', example: 'jo@example.com' })
  readonly email: string;

  @Secret({ min: MIN_PASSWORD, max: MAX_PASSWORD, description: NEW_PASSWORD, example: 'correct horse battery' })
  readonly password: string;

  @Text({ max: 255, example: 'Jo Miller' })
  readonly full_name: string;

  @Choice(ROLES, 'Role', {
    optional: true,
    description: '`client` unless said otherwise; `admin` is refused.',
    example: 'client',
  })
  readonly role: Role = 'client';

  @TimeZone({ optional: true, description: 'Where "today" is meant; UTC unless said otherwise.' })
  readonly time_zone?: string;
}

/** Body of `POST /auth/login`. */
export class LogInDto {
  @Email({ example: 'client1@vibe.com' })
  readonly email: string;

  @Secret({ max: MAX_PASSWORD, example: 'vibe-demo-2026' })
  readonly password: string;
}

/** Body of `POST /auth/refresh`. */
export class RefreshDto {
  @Text({ max: 100, example: 'q3u1B2l0cXJ5b2ZhbG9uZ3JhbmRvbXN0cmluZ2hlcmU' })
  readonly refresh_token: string;
}

/** Body of `POST /auth/password`. */
export class ChangePasswordDto {
  @Secret({ max: MAX_PASSWORD, example: 'vibe-demo-2026' })
  readonly current_password: string;

  @Secret({ min: MIN_PASSWORD, max: MAX_PASSWORD, description: NEW_PASSWORD, example: 'correct horse battery' })
  readonly new_password: string;
}
