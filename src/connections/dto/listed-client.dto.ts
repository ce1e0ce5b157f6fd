import { OmitType } from '@nestjs/swagger';
import { UserDto } from '../../users/dto/user.dto.js';
import { Bool, Email } from '../../wire/fields/fields.js';

/** A client in the list of a coach. Of one who does not share the profile only the name is shown; all else is null. */
export class ListedClientDto extends OmitType(UserDto, ['email']) {
  @Email({
    nullable: true,
    description: 'Null when the client does not share the profile.',
    example: 'client1@vibe.com',
  })
  readonly email: string | null;

  @Bool({ description: 'Whether I take no new bookings of them. For admins false.', example: false })
  readonly is_blocked: boolean;
}
