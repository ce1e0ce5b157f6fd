import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { runHistory } from './histories.js';
import type { Findings } from './proof.js';
import { Proxy } from './proxy.js';
import { Stage, told } from './stage.js';

const RATE_LIMIT = 10;
/** The limit for one account in src/auth/logins/domain/throttle.ts. */
const WRONG_PASSWORDS = 10;

/** Runs a history at two instances behind a proxy, and checks whom the limits count there. */
export async function standBehindProxy({ seed, attempts }: { seed: string; attempts: number }): Promise<Findings> {
  const history = await Stage.use(
    2,
    ({ origins, people, postgres: { sql } }) =>
      Proxy.use(origins, async (proxy) => {
        const size = { attempts, workers: 50, census: { coaches: 8, clients: 60 } };
        const { figures, flaws } = await runHistory({ seed, ...size, origins: [proxy.origin], people, sql });
        return { figures: [...figures, ['requests to each instance', proxy.given.join(' / ')] as const], flaws };
      }),
    [limitedTo(0)],
  );
  const limits = await Stage.use(2, ({ origins }) => Proxy.use(origins, askTooMuch), [limitedTo(RATE_LIMIT)]);
  return { figures: [...history.figures, ...limits.figures], flaws: [...history.flaws, ...limits.flaws] };
}

const limitedTo = (requests: number) => told({ TRUST_PROXY: '1', RATE_LIMIT: String(requests) });

/** A client exceeds the limit with a new forged address in each request. Then another client sends one request. */
async function askTooMuch({ origin }: Proxy): Promise<Findings> {
  const path = '/api/v1/bookings/coaches';
  const greedy = await inTurn(4 * RATE_LIMIT, (count) => statusFrom('127.0.0.2', origin, path, `203.0.113.${count}`));
  const modest = await statusFrom('127.0.0.3', origin, path);
  const login = { email: 'somebody@prove.example', password: 'not the right one' };
  const addresses = (count: number) => `127.0.1.${1 + count}`;
  const guesses = await inTurn(WRONG_PASSWORDS + 2, (count) =>
    statusFrom(addresses(count), origin, '/api/v1/auth/login', undefined, login),
  );
  const seen = {
    greedy: tallyOf(greedy),
    modest: String(modest),
    guesses: tallyOf(guesses),
  };
  const expected = {
    greedy: `${2 * RATE_LIMIT} × 401, ${2 * RATE_LIMIT} × 429`,
    modest: '401',
    guesses: `${WRONG_PASSWORDS} × 401, 2 × 429`,
  };
  return {
    figures: [
      [`requests of one address at a limit of ${RATE_LIMIT} an instance, each under another name`, seen.greedy],
      ['then one of another address', seen.modest],
      ['wrong passwords for one account, from as many addresses, at two instances', seen.guesses],
    ],
    flaws: Object.entries(expected)
      .filter(([who, answers]) => seen[who as keyof typeof seen] !== answers)
      .map(([who, answers]) => `${who}: ${seen[who as keyof typeof seen]} instead of ${answers}`),
  };
}

async function inTurn(count: number, ask: (index: number) => Promise<number>): Promise<number[]> {
  const statuses: number[] = [];
  for (let index = 0; index < count; index++) statuses.push(await ask(index));
  return statuses;
}

const tallyOf = (statuses: readonly number[]) =>
  [...new Set(statuses)].map((status) => `${statuses.filter((one) => one === status).length} × ${status}`).join(', ');

/** The status for a client at `address` who claims to be at `forged`. */
async function statusFrom(
  address: string,
  origin: string,
  path: string,
  forged?: string,
  body?: object,
): Promise<number> {
  const headers = { ...(forged && { 'x-forwarded-for': forged }), ...(body && { 'content-type': 'application/json' }) };
  const method = body ? 'POST' : 'GET';
  const asked = request(new URL(path, origin), { method, localAddress: address, headers, agent: false });
  asked.end(body && JSON.stringify(body));
  const [answer] = (await once(asked, 'response')) as [IncomingMessage];
  answer.resume();
  return answer.statusCode ?? 0;
}
