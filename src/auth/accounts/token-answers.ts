import { Injectable } from '@nestjs/common';
import type { Run } from '../../database/database.js';
import { UsersService } from '../../users/users.service.js';
import { AccessTokens } from '../access/access-tokens.js';
import type { TokenAnswerDto } from '../dto/token-answer.dto.js';
import type { OpenSession } from '../logins/sessions.js';

/** What someone who logged in gets: themselves, and both tokens. */
@Injectable()
export class TokenAnswers {
  constructor(
    private readonly users: UsersService,
    private readonly tokens: AccessTokens,
  ) {}

  async of(run: Run, { userId, sessionId, refreshToken }: OpenSession): Promise<TokenAnswerDto> {
    return {
      user: await this.users.read(run, userId),
      access_token: this.tokens.issue(userId, sessionId),
      token_type: 'bearer',
      expires_in: this.tokens.lifetime,
      refresh_token: refreshToken,
    };
  }
}
