/** Money that moved between a provider and us, as one of the two has it. */
export interface Movement {
  readonly kind: 'charge' | 'refund';
  /** Null when it was not made by us. */
  readonly reference: string | null;
  /** The name that its keeper has for it. */
  readonly id: string;
  readonly amountMinor: number;
  readonly currency: string;
  readonly at: Date;
}

export interface Difference {
  readonly what: 'missing-here' | 'missing-there' | 'other-amount' | 'other-currency';
  /** As our ledger has it. */
  readonly ours: Movement | null;
  readonly theirs: Movement | null;
}

/**
 * Where the ledger and the provider differ on a UTC day. The lists hold what is some days earlier and later, too: a webhook can come
 * after midnight, and after days when this server was away. A pair belongs to the day of the provider.
 */
export function differencesOn(day: string, ours: readonly Movement[], theirs: readonly Movement[]): Difference[] {
  const left = [...ours];
  const found: Difference[] = [];
  for (const their of theirs) {
    const index = left.findIndex((our) => isSame(our, their));
    const our = index < 0 ? null : (left.splice(index, 1)[0] ?? null);
    const what = our === null ? 'missing-here' : differenceOf(our, their);
    if (what !== null && dayOf(their) === day) found.push({ what, ours: our, theirs: their });
  }
  const missingThere = left.filter((our) => dayOf(our) === day);
  return [...found, ...missingThere.map((our) => ({ what: 'missing-there' as const, ours: our, theirs: null }))];
}

const dayOf = ({ at }: Movement) => at.toISOString().slice(0, 10);

const isSame = (our: Movement, their: Movement) => our.kind === their.kind && our.reference === their.reference;

function differenceOf(our: Movement, their: Movement): Difference['what'] | null {
  if (our.currency !== their.currency) return 'other-currency';
  return our.amountMinor === their.amountMinor ? null : 'other-amount';
}
