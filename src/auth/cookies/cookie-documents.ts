import type { ResponseObject } from '@nestjs/swagger';
import { REFRESH_COOKIE } from '../../wire/answers/refresh-cookie.js';

/** Documents an answer that may set the cookie. */
export const SETS_COOKIE: ResponseObject['headers'] = {
  'Set-Cookie': {
    description: 'Of a login with `cookie: true` only: the refresh token, or its end. Scripts cannot read it.',
    schema: {
      type: 'string',
      example: `${REFRESH_COOKIE}=q3u1…; Path=/api/v1/auth; Max-Age=2592000; HttpOnly; SameSite=Strict; Secure`,
    },
  },
};
