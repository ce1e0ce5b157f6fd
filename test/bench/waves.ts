import type { Connection } from './connection.js';
import { each, httpLoad, type LoadResult } from './load.js';
import { freeSlots } from './requests.js';
import type { Stage } from './stage.js';

export const BIDDERS = 64;

/** Sends all requests at once, each on its own connection, then frees the slots. */
export async function wave(
  stage: Stage,
  connections: readonly Connection[],
  requests: readonly Buffer[],
): Promise<LoadResult> {
  const result = await httpLoad(connections, each(requests));
  await freeSlots(stage);
  return result;
}
