import { Bool, Choice, Email, Line, Text, TimeZone } from '../../wire/fields/fields.js';
import { BodyMayBeAbsent } from '../../wire/bodies/absent-body.js';
import { type Role, ROLES } from '../../users/role.js';
import { NewPassword, OwnPassword } from './password-fields.js';

const InCookie = () =>
  Bool({
    optional: true,
    description:
      'For browsers: `true` keeps the refresh token in an HttpOnly cookie, out of reach of scripts and shared by all tabs. ' +
      'The answer then has no `refresh_token`.',
    example: false,
  });

/** Body of `POST /auth/signup`. */
export class SignUpDto {
  @Email({ description: 'Unique whatever its case.', example: 'jo@example.com' })
  readonly email: string;

  @NewPassword({ example: 'correct horse battery' })
  readonly password: string;

  @Line({ max: 255, example: 'Jo Miller' })
  readonly full_name: string;

  @Choice(ROLES, 'Role', {
    optional: true,
    description: '`client` unless said otherwise; `admin` is refused.',
    example: 'client',
  })
  readonly role: Role = 'client';

  @TimeZone({ optional: true, description: 'Where "today" is meant; UTC unless said otherwise.' })
  readonly time_zone?: string;

  @InCookie()
  readonly cookie: boolean = false;
}

/** Body of `POST /auth/login`. */
export class LogInDto {
  @Email({ example: 'client1@vibe.com' })
  readonly email: string;

  @OwnPassword({ example: 'vibe-demo-2026' })
  readonly password: string;

  @InCookie()
  readonly cookie: boolean = false;
}

/** Body of `POST /auth/refresh`. */
@BodyMayBeAbsent()
export class RefreshDto {
  @Text({
    max: 100,
    optional: true,
    description: 'Left out, the cookie of a login with `cookie: true` counts.',
    example: 'example-token-of-a-login-session',
  })
  readonly refresh_token?: string;
}

/** Body of `POST /auth/password`. */
export class ChangePasswordDto {
  @OwnPassword({ example: 'vibe-demo-2026' })
  readonly current_password: string;

  // The same one: trying it out locks nobody out.
  @NewPassword({ example: 'vibe-demo-2026' })
  readonly new_password: string;
}
