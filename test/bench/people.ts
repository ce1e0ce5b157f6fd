import { JwtService } from '@nestjs/jwt';
import { hash } from '@node-rs/argon2';
import type pg from 'pg';
import { AccessTokens } from '../../src/auth/access-tokens.js';
import type { Config } from '../../src/config/config.js';
import type { Role } from '../../src/users/role.js';

export const COACHES = 200;
/** One for each slot of each coach, so that no client's own sessions overlap. */
export const CLIENTS = 2_000;
/** Bookings that are over, so that tables and indexes are as deep as in use. */
export const PAST_BOOKINGS = 100_000;
/** Of the one client who reads them. */
export const OWN_BOOKINGS = 200;
export const PASSWORD = 'a long password of the bench';

/** Someone with an account and an open session. */
export interface Person {
  readonly id: number;
  readonly email: string;
  readonly sessionId: string;
  readonly token: string;
}

/** Who is in the database of the bench. */
export interface People {
  readonly coaches: readonly Person[];
  readonly clients: readonly Person[];
  /** The client with OWN_BOOKINGS bookings. */
  readonly reader: Person;
}

const ADD_USERS = `
  INSERT INTO users (email, password_hash, full_name, role, strengths, specialties, experience)
  SELECT $1::text || n || '@bench.example', $2, initcap($1) || ' ' || n, $3, 'Strength Training, Weight Loss',
         'Powerlifting, Olympic Lifts', '10 years'
    FROM generate_series(1, $4) n`;

const OPEN_SESSIONS = `
  INSERT INTO sessions (id, user_id, expires_at) SELECT gen_random_uuid(), id, now() + interval '1 day' FROM users`;

const READ_PEOPLE = `
  SELECT u.id, u.email, u.role, s.id AS "sessionId" FROM users u JOIN sessions s ON s.user_id = u.id ORDER BY u.id`;

/** One a quarter of an hour back into the past; every third cancelled, the others completed. */
const ADD_PAST = `
  INSERT INTO bookings (coach_id, client_id, slot_number, scheduled_at, ends_at, status, notes, created_at, updated_at)
  SELECT ($1::int[])[1 + n % cardinality($1)], ($2::int[])[1 + n % cardinality($2)], 1 + n % 10,
         moment, moment + interval '1 hour', CASE n % 3 WHEN 0 THEN 'cancelled' ELSE 'completed' END::booking_status,
         CASE n % 2 WHEN 0 THEN 'My left knee is sore.' END, moment - interval '3 days', moment
    FROM generate_series(1, $3) n, LATERAL (SELECT date_trunc('second', now()) - n * interval '15 minutes') t (moment)`;

/** Fills the empty, migrated database in bulk. */
export async function settle(client: pg.Client, config: Config): Promise<People> {
  const passwordHash = await hash(PASSWORD, { memoryCost: 19_456, timeCost: 2, parallelism: 1 });
  await client.query(ADD_USERS, ['coach', passwordHash, 'coach', COACHES]);
  await client.query(ADD_USERS, ['client', passwordHash, 'client', CLIENTS]);
  await client.query(ADD_USERS, ['reader', passwordHash, 'client', 1]);
  await client.query(OPEN_SESSIONS);
  const people = await readPeople(client, config);
  const idsOf = (persons: readonly Person[]) => persons.map(({ id }) => id);
  await client.query(ADD_PAST, [idsOf(people.coaches), idsOf(people.clients), PAST_BOOKINGS]);
  await client.query(ADD_PAST, [idsOf(people.coaches), [people.reader.id], OWN_BOOKINGS]);
  await client.query('VACUUM (ANALYZE)');
  await client.query('CHECKPOINT');
  return people;
}

async function readPeople(client: pg.Client, config: Config): Promise<People> {
  const tokens = new AccessTokens(new JwtService(), config);
  const { rows } = await client.query<Omit<Person, 'token'> & { role: Role }>(READ_PEOPLE);
  const people = rows.map(({ role, ...person }) => ({
    role,
    ...person,
    token: tokens.issue(person.id, person.sessionId),
  }));
  const clients = people.filter(({ role }) => role === 'client');
  return {
    coaches: people.filter(({ role }) => role === 'coach'),
    clients: clients.slice(0, CLIENTS),
    reader: clients[CLIENTS]!,
  };
}
