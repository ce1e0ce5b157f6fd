import { setTimeout as sleep } from 'node:timers/promises';
import type { Answer } from './caller.js';

/** Repeats a request that a crowded machine refuses for now (503 with Retry-After), as clients do. */
export async function patiently(ask: () => Promise<Answer>): Promise<Answer> {
  const answer = await ask();
  if (answer.status !== 503) return answer;
  await sleep(200);
  return patiently(ask);
}
