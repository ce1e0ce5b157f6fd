import { Injectable } from '@nestjs/common';
import type { Handle } from '../../database/database.js';
import { UsersService } from '../../users/users.service.js';
import { AccessTokensService } from '../access/access-tokens.service.js';
import type { TokenAnswerDto } from '../dto/token-answer.dto.js';
import type { OpenLoginSession } from '../logins/login-sessions.service.js';

/** Makes the answer to a login: the user and both tokens. */
@Injectable()
export class TokenAnswersService {
  constructor(
    private readonly users: UsersService,
    private readonly tokens: AccessTokensService,
  ) {}

  async of(db: Handle, { userId, sessionId, refreshToken }: OpenLoginSession): Promise<TokenAnswerDto> {
    return {
      user: await this.users.readOwn(db, userId),
      access_token: this.tokens.issue(userId, sessionId),
      token_type: 'bearer',
      expires_in: this.tokens.lifetime,
      refresh_token: refreshToken,
    };
  }
}
