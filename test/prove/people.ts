import { Clock } from '../../src/time/clock.js';
import { JwtService } from '@nestjs/jwt';
import { randomUUID } from 'node:crypto';
import { AccessTokensService } from '../../src/auth/access/access-tokens.service.js';
import { Config } from '../../src/config/config.js';
import type { Role } from '../../src/users/role.js';
import type { Sql } from '../support/books.js';
import { openCalendar } from './offers.js';

/** A user, and the token of their latest session. */
export interface Person {
  readonly id: number;
  readonly role: Role;
  token: string;
}

const ADD_USER = `
  INSERT INTO users (email, password_hash, full_name, role, is_verified)
  VALUES ($1, 'none', $2::text, $2::user_role, true) RETURNING id`;

/** No row when the user is being deleted at that moment. */
const OPEN_SESSION = `
  INSERT INTO sessions (id, user_id, expires_at)
  SELECT $1, id, now() + interval '1 day' FROM users WHERE id = $2 AND role IS NOT NULL FOR SHARE`;

/** Makes users directly in the database, because hashing their passwords would take too long. */
export class People {
  private readonly tokens: AccessTokensService;

  constructor(
    private readonly sql: Sql,
    jwtSecret: string,
  ) {
    this.tokens = new AccessTokensService(
      new JwtService(),
      new Config({ JWT_SECRET: jwtSecret, ACCESS_TOKEN_TTL: '1d' }),
      new Clock(),
    );
  }

  async recruit(role: Role): Promise<Person> {
    const [user] = await this.sql<{ id: number }>(ADD_USER, [`${randomUUID()}@prove.example`, role]);
    if (!user) throw new Error('No user was stored.');
    const person = { id: user.id, role, token: '' };
    if (role === 'coach') await openCalendar(this.sql, person.id);
    await this.login(person);
    return person;
  }

  recruitAll(role: Role, count: number): Promise<Person[]> {
    return Promise.all(Array.from({ length: count }, () => this.recruit(role)));
  }

  /** Opens a new session: deactivation ended the old ones. */
  async login(person: Person): Promise<void> {
    const sessionId = randomUUID();
    await this.sql(OPEN_SESSION, [sessionId, person.id]);
    person.token = this.tokens.issue(person.id, sessionId);
  }
}
