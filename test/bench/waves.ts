import type { Connection } from './connection.js';
import { each, httpLoad, type LoadResult } from './load.js';
import { type Bid, bidToProduct, freeSlots } from './requests.js';
import type { Stage } from './stage.js';

export const BIDDERS = 64;

/** Sends all bids at once, each on its own connection, then frees the slots. */
export async function wave(
  stage: Stage,
  connections: readonly Connection[],
  bids: readonly Bid[],
): Promise<LoadResult> {
  const result = await httpLoad(connections, each(bids.map(bidToProduct)));
  await freeSlots(stage);
  return result;
}
