import type { Row, Walk } from './walk.js';

/** Something that somebody does, to whatever chance picks. */
export type Deed = (walk: Walk) => Promise<unknown>;

/** Does it to such a row, if there is one. */
export const to =
  (table: string, condition: string, deed: (row: Row, walk: Walk) => Promise<unknown>): Deed =>
  async (walk) => {
    const row = await walk.one(table, condition);
    if (row) await deed(row, walk);
  };
/** Rarely: little can be done afterwards. */
export const seldom =
  (chance: number, deed: Deed): Deed =>
  async (walk) => {
    if (walk.dice.chance(chance)) await deed(walk);
  };
