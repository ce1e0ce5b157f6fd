import { setTimeout as sleep } from 'node:timers/promises';
import { performance } from 'node:perf_hooks';
import { type Finding, judge } from '../lines.js';
import { ServerProcess } from '../server-process.js';
import { PRODUCT, RESULTS_DIR, type Stage } from '../stage.js';

const IDLE_MS = 5_000;
const STARTS = 3;

/** As `npm start` does it: with the embedded database and its demo world, which are made when they are not there yet. */
const AS_CLONED = { NODE_ENV: 'development', DATABASE_URL: '', LOG_LEVEL: 'info' };

/** From the start of the process to the first answer, and what it holds when nobody asks anything. */
export async function startUp({ options }: Stage): Promise<Finding> {
  const starts: number[] = [];
  const memory: number[] = [];
  // The first one warms up: it may have to make the database.
  for (let index = 0; index <= (options.quick ? 1 : STARTS); index++) {
    const begin = performance.now();
    const server = await ServerProcess.start({
      name: 'start-up',
      script: PRODUCT,
      environment: AS_CLONED,
      readyPath: '/api/v1/health',
      folder: RESULTS_DIR,
      profile: false,
    });
    starts.push(performance.now() - begin);
    try {
      if (index > 0) await sleep(IDLE_MS);
      memory.push((await server.usage()).residentMegabytes);
    } finally {
      await server.stop();
    }
  }
  const slowest = Math.max(...starts.slice(1)) / 1000;
  return {
    title: `start-up, ${starts.length - 1} times, with the embedded database`,
    standings: [],
    notes: [
      `From the start of the process to its first answer: ${starts
        .slice(1)
        .map((ms) => `${(ms / 1000).toFixed(2)} s`)
        .join(', ')}.`,
    ],
    lines: [
      judge({ what: 'start-up to the first answer, the slowest', aim: 3, better: 'less', unit: 's' }, slowest),
      judge({ what: 'memory of the idle process', aim: 150, better: 'less', unit: 'MB' }, Math.max(...memory.slice(1))),
    ],
  };
}
