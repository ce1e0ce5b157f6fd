import { hash, verify } from '@node-rs/argon2';
import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import pg from 'pg';
import { wireTypes } from '../../src/database/rows/wire-types.js';
import { PASSWORD, PASSWORD_HASH } from './password.js';
import { LAST_ID, type Script } from './script.js';

/** Rows of one page. The statement of a list reads one row more, to know whether there is another page. */
const PAGE = 200;

const known = hash(PASSWORD, PASSWORD_HASH);

/**
 * The baseline: runs the product's statements and nothing else, without tokens, validation, log or error handling. `PUT
 * /name` with a script makes a route. `GET /name` runs it as recorded, `POST /name` with other values.
 */
const routes = new Map<string, () => unknown>([
  ['/ping', () => ({ status: 'healthy' })],
  ['/hash', async () => ({ right: await verify(await known, PASSWORD) })],
]);
const scripts = new Map<string, Script>();
const pool = new pg.Pool({
  connectionString: process.env['DATABASE_URL'],
  max: 10,
  types: wireTypes,
  options: '-c timezone=UTC -c jit=off',
});
const names = new Map<string, string>();

/** Statements are prepared once per connection, as in the product. */
function nameOf(statement: string): string {
  const name = names.get(statement) ?? createHash('sha256').update(statement).digest('hex').slice(0, 32);
  names.set(statement, name);
  return name;
}

/** Runs all statements and returns the rows of the answering one. */
async function run({ statements, answer, hashes }: Script, given?: readonly unknown[][]): Promise<object[]> {
  if (hashes) await hash(PASSWORD, PASSWORD_HASH);
  const client = await pool.connect();
  let answered: object[] = [];
  let lastId: unknown;
  for (const [index, { text, values }] of statements.entries()) {
    const parameters = (given?.[index] ?? values).map((value) => (value === LAST_ID ? lastId : value));
    const { rows } = await client.query<{ id?: number }>({ name: nameOf(text), text, values: parameters });
    lastId = rows[0]?.id ?? lastId;
    if (index === answer) answered = rows;
  }
  client.release();
  return answered.slice(0, PAGE);
}

async function resultOf(request: IncomingMessage): Promise<unknown> {
  const { method, url = '' } = request;
  const body = method === 'GET' ? undefined : (JSON.parse(await text(request)) as unknown);
  if (method === 'PUT') return scripts.set(url, body as Script).size;
  const script = scripts.get(url);
  return script ? run(script, body as unknown[][] | undefined) : routes.get(url)?.();
}

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const result = await resultOf(request);
  const body = JSON.stringify(result ?? null);
  const isEmpty = Array.isArray(result) && result.length === 0;
  response.writeHead(isEmpty ? 409 : 200, {
    'Content-Type': 'application/json; charset=utf-8',
    'Content-Length': Buffer.byteLength(body),
  });
  response.end(body);
}

createServer((request, response) => {
  answer(request, response).catch((error: unknown) => response.destroy(error as Error));
}).listen(Number(process.env['PORT']), '127.0.0.1');

// Exits by itself: a process that a signal ends writes no CPU profile.
process.on('SIGTERM', () => process.exit(0));
