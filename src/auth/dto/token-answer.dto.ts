import { ApiProperty } from '@nestjs/swagger';
import { Choice, Int, Text } from '../../wire/fields/fields.js';
import { OwnUserDto } from '../../users/dto/user.dto.js';

/** The user who logged in, and the tokens to send from now on. */
export class TokenAnswerDto {
  @ApiProperty({ type: () => OwnUserDto })
  readonly user: OwnUserDto;

  @Text({
    max: 2000,
    description: 'Send as `Authorization: Bearer …`.',
    example: 'eyJhbGciOiJIUzI1NiIsInR5cCI6ImF0K2p3dCJ9.e30.c2ln',
  })
  readonly access_token: string;

  @Choice(['bearer'], 'TokenType', { example: 'bearer' })
  readonly token_type: 'bearer';

  @Int({ description: 'Seconds until the access token expires.', example: 1800 })
  readonly expires_in: number;

  @Text({
    max: 100,
    optional: true,
    description: 'Works once, for `POST /auth/refresh`. Absent where a cookie holds it.',
    example: 'q3u1B2l0cXJ5b2ZhbG9uZ3JhbmRvbXN0cmluZ2hlcmU',
  })
  readonly refresh_token?: string;
}
