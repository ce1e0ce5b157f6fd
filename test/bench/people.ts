import { Clock } from '../../src/time/clock.js';
import { JwtService } from '@nestjs/jwt';
import { hash } from '@node-rs/argon2';
import type pg from 'pg';
import { AccessTokensService } from '../../src/auth/access/access-tokens.service.js';
import type { Config } from '../../src/config/config.js';
import type { Role } from '../../src/users/role.js';
import { openHours } from './hours.js';
import { PASSWORD, PASSWORD_HASH } from './password.js';

export const COACHES = 200;
/** One client for each slot of each coach: so no client has two sessions at once. */
export const CLIENTS = 2_000;

/** A user with an account and an open session. */
export interface Person {
  readonly id: number;
  readonly email: string;
  readonly sessionId: string;
  readonly token: string;
}

/** The people in the bench's database. */
export interface People {
  readonly coaches: readonly Person[];
  readonly clients: readonly Person[];
  /** A client with bookings and logs that fill a page. */
  readonly reader: Person;
  /** A client with few bookings. */
  readonly newcomer: Person;
  /** The coach whose lists and charts are measured. */
  readonly coach: Person;
  readonly admin: Person;
}

export const ADD_USERS = `
  INSERT INTO users (email, password_hash, full_name, role, strengths, specialties, experience)
  SELECT $1::text || n || '@bench.example', $2, initcap($1) || ' ' || n, $3, 'Strength Training, Weight Loss',
         'Powerlifting, Olympic Lifts', '10 years'
    FROM generate_series(1, $4) n`;

const OPEN_SESSIONS = `
  INSERT INTO sessions (id, user_id, expires_at) SELECT gen_random_uuid(), id, now() + interval '1 day' FROM users`;

const READ_PEOPLE = `
  SELECT u.id, u.email, u.role, s.id AS "sessionId" FROM users u JOIN sessions s ON s.user_id = u.id ORDER BY u.id`;

/** Fills the empty, migrated database with people. */
export async function settle(client: pg.Client, config: Config): Promise<People> {
  const passwordHash = await hash(PASSWORD, PASSWORD_HASH);
  const add = (name: string, role: Role, count: number) => client.query(ADD_USERS, [name, passwordHash, role, count]);
  await add('coach', 'coach', COACHES);
  await add('client', 'client', CLIENTS);
  await add('reader', 'client', 1);
  await add('newcomer', 'client', 1);
  await add('admin', 'admin', 1);
  await client.query(OPEN_SESSIONS);
  await openHours(client);
  return readPeople(client, config);
}

async function readPeople(client: pg.Client, config: Config): Promise<People> {
  const tokens = new AccessTokensService(new JwtService(), config, new Clock());
  const { rows } = await client.query<Omit<Person, 'token'> & { role: Role }>(READ_PEOPLE);
  const people = rows.map(({ role, ...person }) => ({
    role,
    ...person,
    token: tokens.issue(person.id, person.sessionId),
  }));
  const clients = people.filter(({ role }) => role === 'client');
  const coaches = people.filter(({ role }) => role === 'coach');
  return {
    coaches,
    clients: clients.slice(0, CLIENTS),
    reader: clients[CLIENTS]!,
    newcomer: clients[CLIENTS + 1]!,
    coach: coaches[0]!,
    admin: people.find(({ role }) => role === 'admin')!,
  };
}
