import { DataSource } from 'typeorm';
import { LoginSessionsService } from '../../src/auth/logins/login-sessions.service.js';
import { User } from '../../src/users/user.entity.js';
import type { Person, TestApp } from '../support/app.js';
import type { Caller } from '../support/caller.js';
import { type Changes, forged } from '../support/forged.js';

/** Callers with a bad token of `person`, by the name of the defect. */
export function badTokens(app: TestApp, person: Person): Record<string, () => Promise<Caller>> {
  const token = (changes: Changes) => Promise.resolve(app.with(forged(person, changes)));
  return {
    deactivated: async () => {
      await app.nest.get(DataSource).manager.update(User, { id: person.id }, { isActive: false });
      return person;
    },
    'ended session': async () => {
      await app.nest.get(LoginSessionsService).end(person.sessionId);
      return person;
    },
    expired: () => token({ payload: { exp: Math.floor(Date.now() / 1000) - 1 } }),
    forged: () => token({ secret: 'another secret, also of 32 letters and more' }),
    'wrong algorithm': () => token({ header: { alg: 'HS512' }, hash: 'sha512' }),
    'no algorithm': () => token({ header: { alg: 'none' }, hash: null }),
    'wrong type': () => token({ header: { typ: 'JWT' } }),
    'wrong issuer': () => token({ payload: { iss: 'someone-else' } }),
    'wrong audience': () => token({ payload: { aud: 'someone-else' } }),
    'no expiry': () => token({ payload: { exp: undefined } }),
  };
}
