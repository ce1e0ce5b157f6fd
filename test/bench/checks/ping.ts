import { requestBytes } from '../connection.js';
import { httpSample } from '../http-sample.js';
import { type Finding, judge } from '../lines.js';
import { repeated } from '../load.js';
import { paceOf } from '../options.js';
import { bareRoutes, productParts } from '../requests.js';
import { compare, type Contender } from '../rounds.js';
import type { ServerProcess } from '../server-process.js';
import type { Stage } from '../stage.js';

/** Measures the cost of the framework: the smallest requests, without and with a token. */
export async function ping(stage: Stage): Promise<Finding> {
  const { product, bare, people, options } = stage;
  const { seconds, rounds } = paceOf(options);
  const who = productParts(people.reader, '/auth/me');
  const { whole } = await bareRoutes(stage, 'me', who);
  const contender = (name: string, server: ServerProcess, request: Buffer): Contender => ({
    name,
    sample: () => httpSample({ server, connections: 32, next: repeated([request], seconds), expect: 200 }),
  });
  const standings = await compare(
    [
      contender('product, GET /auth/me', product, requestBytes(who)),
      contender('product, GET /health', product, requestBytes({ method: 'GET', path: '/api/v1/health' })),
      contender('bare, session and user read', bare, whole.asRecorded),
      contender('bare, no SQL', bare, requestBytes({ method: 'GET', path: '/ping' })),
    ],
    rounds,
  );
  const [me, health, bareMe, barePing] = standings;
  const target = { aim: 4, floor: 8, better: 'less', unit: '×' } as const;
  return {
    title: 'ping, 32 connections',
    standings,
    lines: [
      judge(
        { ...target, what: 'guarded ping, with its two statements: server CPU / bare node:http' },
        me.cpuMicros / barePing.cpuMicros,
      ),
      judge(
        { ...target, what: 'guarded ping, less what the statements cost' },
        1 + (me.cpuMicros - bareMe.cpuMicros) / barePing.cpuMicros,
      ),
      judge({ ...target, what: 'open ping: server CPU / bare node:http' }, health.cpuMicros / barePing.cpuMicros),
    ],
    notes: [
      `The guarded ping takes ${(me.cpuMicros / bareMe.cpuMicros).toFixed(2)} × the CPU of a bare server that runs the same two statements.`,
    ],
  };
}
