import { randomBytes, randomUUID } from 'node:crypto';
import { requestBytes, type RequestParts } from '../connection.js';
import { httpSample } from '../http-sample.js';
import type { Finding } from '../lines.js';
import { paceOf } from '../options.js';
import { PASSWORD } from '../password.js';
import { compare, type Contender } from '../rounds.js';
import { LAST_ID, layRoute, type Script, valuesOf } from '../script.js';
import type { ServerProcess } from '../server-process.js';
import type { Stage } from '../stage.js';

const CONNECTIONS = 4;
const AT = '@sign-up.example';

/** Compares a sign-up with the hash plus the same statements, and with the hash alone. */
export async function signUp(stage: Stage): Promise<Finding> {
  const { product, bare, statements, options } = stage;
  const { rounds, seconds } = paceOf(options);
  const script = await statements.of(signUpParts('first'));
  const route = await layRoute(bare, 'sign-up', { ...script, hashes: true });
  const replacements = replacementsIn(script);
  const contender = (name: string, server: ServerProcess, request: () => Buffer, expect: number): Contender => ({
    name,
    sample: async () => {
      const figures = await httpSample({ server, connections: CONNECTIONS, next: during(seconds, request), expect });
      await forget(stage);
      return figures;
    },
  });
  const hash = requestBytes({ method: 'GET', path: '/hash' });
  const standings = await compare(
    [
      contender('product, POST /auth/signup', product, () => requestBytes(signUpParts(randomUUID())), 201),
      contender(
        'bare, the hash and the same statements',
        bare,
        () => route.with(valuesOf(script, replacements())),
        200,
      ),
      contender('bare, the hash alone', bare, () => hash, 200),
    ],
    rounds,
  );
  const [ours, same, alone] = standings;
  return {
    title: `sign-up, ${CONNECTIONS} connections`,
    standings,
    lines: [],
    notes: [
      `The product makes ${(ours.perSecond / same.perSecond).toFixed(2)} of the sign-ups of the bare server with the same ` +
        `statements, ${(ours.perSecond / alone.perSecond).toFixed(2)} of what the hash alone allows.`,
    ],
  };
}

function signUpParts(name: string): RequestParts {
  const body = { email: `${name}${AT}`, password: PASSWORD, full_name: 'Jo Miller', role: 'client' };
  return { method: 'POST', path: '/api/v1/auth/signup', body };
}

/** New values for the email, the user, the session and the refresh token of each sign-up. */
function replacementsIn({ statements }: Script): () => ReadonlyMap<unknown, unknown> {
  const values = statements.flatMap((statement) => statement.values);
  const find = (what: (value: unknown) => boolean) => {
    const found = values.find(what);
    if (found === undefined) throw new Error('Signing up no longer sends what it did.');
    return found;
  };
  const text = (pattern: RegExp) => find((value) => typeof value === 'string' && pattern.test(value));
  const [email, session, token] = [text(/@/), text(/^[\da-f]{8}-/), text(/^\\x/)];
  const user = find((value) => typeof value === 'number');
  return () =>
    new Map([
      [email, randomUUID() + AT],
      [session, randomUUID()],
      [token, `\\x${randomBytes(32).toString('hex')}`],
      [user, LAST_ID],
    ]);
}

function during(seconds: number, request: () => Buffer): () => Buffer | undefined {
  let end: number | undefined;
  return () => {
    end ??= performance.now() + seconds * 1000;
    return performance.now() < end ? request() : undefined;
  };
}

async function forget({ client }: Stage): Promise<void> {
  await client.query('DELETE FROM users WHERE email LIKE $1', [`%${AT}`]);
  await client.query('VACUUM users, sessions, refresh_tokens');
}
