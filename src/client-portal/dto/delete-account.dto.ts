import { OwnPassword } from '../../auth/dto/password-fields.js';
import { Bool } from '../../wire/fields/fields.js';

/** Body of `DELETE /users/me`. */
export class DeleteAccountDto {
  // Not the one of the demo accounts: trying it out deletes nobody.
  @OwnPassword({ example: 'the password of my account' })
  readonly password: string;

  @Bool({
    optional: true,
    description: 'Whether sessions that are ahead may be cancelled, and credits end; left out: no.',
    example: false,
  })
  readonly confirm?: boolean;
}
