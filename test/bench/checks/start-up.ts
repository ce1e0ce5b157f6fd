import { setTimeout as sleep } from 'node:timers/promises';
import { performance } from 'node:perf_hooks';
import { type Finding, judge } from '../lines.js';
import { ServerProcess } from '../server-process.js';
import { PRODUCT, RESULTS_DIR, type Stage } from '../stage.js';

/** V8 frees the memory of the start after about half a minute without requests. */
const IDLE_MS = 45_000;
const STARTS = 3;

/** As `npm start` does: with the embedded database and the demo world, made at the first start. */
const AS_CLONED = { NODE_ENV: 'development', DATABASE_URL: '', LOG_LEVEL: 'info' };

/** Measures the time from the start of the process to the first answer, and the memory of the idle process. */
export async function startUp({ options }: Stage): Promise<Finding> {
  const starts: number[] = [];
  const memory: number[] = [];
  let idleMemory = 0;
  // The first start warms up: it may have to make the database.
  const last = options.quick ? 1 : STARTS;
  for (let index = 0; index <= last; index++) {
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
      memory.push((await server.usage()).residentMegabytes);
      if (index < last) continue;
      await sleep(IDLE_MS);
      idleMemory = (await server.usage()).residentMegabytes;
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
      `Memory at the first answer: at most ${Math.max(...memory.slice(1)).toFixed(0)} MB; after ${IDLE_MS / 1000} idle seconds: ${idleMemory.toFixed(0)} MB.`,
    ],
    lines: [
      judge({ what: 'start-up to the first answer, the slowest', aim: 3, better: 'less', unit: 's' }, slowest),
      judge({ what: 'memory of the idle process', aim: 150, better: 'less', unit: 'MB' }, idleMemory),
    ],
  };
}
