import 'reflect-metadata';
import { hash, verify } from '@node-rs/argon2';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import pg from 'pg';
import { wireTypes } from '../../src/database/wire-types.js';
import { type Claim, valuesOf } from './claim.js';
import { PASSWORD } from './people.js';
import { PAGE, productStatements } from './product-statements.js';

/**
 * The baseline: what the product does to the database, with nothing around it. No token, no validation, no log, no
 * routes, no error handling. A request that has an `x-session` header also runs the statement that reads the session.
 */
const sql = await productStatements();
const passwordHash = await hash(PASSWORD, { memoryCost: 19_456, timeCost: 2, parallelism: 1 });
const pool = new pg.Pool({
  connectionString: process.env['DATABASE_URL'],
  max: 10,
  types: wireTypes,
  options: '-c timezone=UTC -c jit=off',
});

const routes: Record<string, (request: IncomingMessage) => unknown> = {
  '/ping': () => ({ status: 'healthy' }),
  '/me': async ({ headers }) => (await rows('me', sql.me, [headers['x-user']]))[0],
  '/coaches': async () => (await rows('coaches', sql.coaches, [PAGE + 1])).slice(0, PAGE),
  '/my-bookings': async ({ headers }) =>
    (await rows('my-bookings', sql.myBookings, [PAGE + 1, headers['x-user']])).slice(0, PAGE),
  '/book': book,
  '/hash': async () => ({ right: await verify(passwordHash, PASSWORD) }),
};

async function book(request: IncomingMessage): Promise<unknown> {
  const claim = JSON.parse(await text(request)) as Claim;
  return (await rows('book', sql.book, valuesOf(claim)))[0];
}

async function rows(name: string, statement: string, values: unknown[]): Promise<object[]> {
  return (await pool.query<object>({ name, text: statement, values })).rows;
}

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { 'x-session': session, 'x-user': user } = request.headers;
  if (session !== undefined) await rows('session', sql.session, [session, user, new Date()]);
  const result = await routes[request.url ?? '']?.(request);
  const body = JSON.stringify(result ?? null);
  response.writeHead(result === undefined ? 409 : request.url === '/book' ? 201 : 200, {
    'Content-Type': 'application/json; charset=utf-8',
    'Content-Length': Buffer.byteLength(body),
  });
  response.end(body);
}

createServer((request, response) => {
  answer(request, response).catch((error: unknown) => response.destroy(error as Error));
}).listen(Number(process.env['PORT']), '127.0.0.1');

// An exit of our own, because a CPU profile is not written when the signal ends the process.
process.on('SIGTERM', () => process.exit(0));
