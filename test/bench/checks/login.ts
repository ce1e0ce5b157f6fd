import { requestBytes } from '../connection.js';
import { httpSample } from '../http-sample.js';
import { type Finding, judge } from '../lines.js';
import { repeated } from '../load.js';
import { paceOf } from '../options.js';
import { PASSWORD } from '../password.js';
import { compare, type Contender } from '../rounds.js';
import type { ServerProcess } from '../server-process.js';
import type { Stage } from '../stage.js';

const CONNECTIONS = 4;

/** Compares a login with the argon2id hash alone, and measures whether either blocks the event loop. */
export async function login(stage: Stage): Promise<Finding> {
  const { product, bare, people, options } = stage;
  const { seconds, rounds } = paceOf(options);
  const logins = people.clients.map(({ email }) =>
    requestBytes({ method: 'POST', path: '/api/v1/auth/login', body: { email, password: PASSWORD } }),
  );
  const contender = (name: string, server: ServerProcess, requests: readonly Buffer[]): Contender => ({
    name,
    sample: () => httpSample({ server, connections: CONNECTIONS, next: repeated(requests, seconds), expect: 200 }),
  });
  const standings = await compare(
    [
      contender('product, POST /auth/login', product, logins),
      contender('bare, the hash alone', bare, [requestBytes({ method: 'GET', path: '/hash' })]),
    ],
    rounds,
  );
  const [ours, hash] = standings;
  return {
    title: `login, ${CONNECTIONS} connections`,
    standings,
    lines: [
      judge({ what: 'login / the hash alone', aim: 0.95, better: 'more' }, ours.perSecond / hash.perSecond),
      judge(
        { what: 'longest stall of the event loop during logins', aim: 20, better: 'less', unit: 'ms' },
        ours.longestStallMs,
      ),
    ],
    notes: [`Meanwhile the longest stall of the server that only hashes was ${hash.longestStallMs.toFixed(1)} ms.`],
  };
}
