/** Credits of one purchase that fit. */
export interface Credits {
  readonly left: number;
  /** Null: never. */
  readonly expiresAt: Date | null;
}

/**
 * Whether credits pay for all of `starts`: each for one session that starts before it expires. Those that expire first are taken first,
 * and `starts` are in order, so that no other way pays for more.
 */
export function coverAll(starts: readonly Date[], credits: readonly Credits[]): boolean {
  const order = (of: Credits) => of.expiresAt?.getTime() ?? Infinity;
  const sorted = [...credits].sort((a, b) => order(a) - order(b)).map((of) => ({ until: order(of), left: of.left }));
  return starts.every((start) => {
    const first = sorted.find(({ until, left }) => left > 0 && until > start.getTime());
    if (first !== undefined) first.left -= 1;
    return first !== undefined;
  });
}
