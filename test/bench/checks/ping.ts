import { requestBytes } from '../connection.js';
import { httpSample } from '../http-sample.js';
import { type Finding, judge } from '../lines.js';
import { repeated } from '../load.js';
import { paceOf } from '../options.js';
import { toBare, toProduct } from '../requests.js';
import { compare, type Contender } from '../rounds.js';
import type { ServerProcess } from '../server-process.js';
import type { Stage } from '../stage.js';

/** What the framework costs: the smallest requests there are, without and with a token. */
export async function ping(stage: Stage): Promise<Finding> {
  const { product, bare, people, options } = stage;
  const { seconds, rounds } = paceOf(options);
  const contender = (name: string, server: ServerProcess, request: Buffer): Contender => ({
    name,
    sample: () => httpSample({ server, connections: 32, next: repeated([request], seconds), expect: 200 }),
  });
  const standings = await compare(
    [
      contender('product, GET /auth/me', product, toProduct(people.reader, '/auth/me')),
      contender('product, GET /health', product, requestBytes({ method: 'GET', path: '/api/v1/health' })),
      contender('bare, session and user read', bare, toBare(people.reader, '/me', true)),
      contender('bare, no SQL', bare, requestBytes({ method: 'GET', path: '/ping' })),
    ],
    rounds,
  );
  const [me, health, bareMe, barePing] = standings.map(({ cpuMicros }) => cpuMicros) as [
    number,
    number,
    number,
    number,
  ];
  const costs = { better: 'less', unit: '×' } as const;
  return {
    title: 'ping, 32 connections',
    standings,
    lines: [
      judge(
        { what: 'guarded ping: server CPU / bare node:http without SQL', aim: 4, floor: 8, ...costs },
        me / barePing,
      ),
      judge(
        { what: 'guarded ping: server CPU / bare with the same two statements', aim: 4, floor: 8, ...costs },
        me / bareMe,
      ),
      judge({ what: 'open ping: server CPU / bare node:http', aim: 4, floor: 8, ...costs }, health / barePing),
    ],
  };
}
