/** A price as requests and answers have it. */
interface WirePrice {
  readonly amount_minor: number;
  readonly currency: string;
}

/** SQL of a column `price`, as on the wire, from the two columns of the table `alias`. */
export const priceColumn = (alias: string) =>
  `CASE WHEN ${alias}.price_minor IS NOT NULL THEN json_build_object('amount_minor', ${alias}.price_minor, 'currency', ${alias}.currency) END AS price`;

/** The fields of a body with the columns of its price. */
export function columnsOf({ price, ...rest }: { readonly price?: WirePrice | null }): object {
  if (price === undefined) return rest;
  return { ...rest, price_minor: price?.amount_minor ?? null, currency: price?.currency ?? null };
}
