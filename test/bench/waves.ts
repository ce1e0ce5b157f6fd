import type { Connection } from './connection.js';
import { each, httpLoad, type LoadResult } from './load.js';
import { type Bid, bidToProduct, freeSlots } from './requests.js';
import type { Stage } from './stage.js';

export const BIDDERS = 64;

/** Bids that are all on their way at once, on as many connections; then the slots are free again. */
export async function wave(
  stage: Stage,
  connections: readonly Connection[],
  bids: readonly Bid[],
): Promise<LoadResult> {
  const result = await httpLoad(connections, each(bids.map(bidToProduct)));
  await freeSlots(stage);
  return result;
}
