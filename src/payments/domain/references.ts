/** What providers and the ledger call our rows. */
export const checkoutReference = (id: number) => `checkout:${id}`;
/** Each time that an admin has it tried again it is another one: a provider answers the same reference with its first answer. */
export const refundReference = (id: number, round: number) => (round === 1 ? `refund:${id}` : `refund:${id}:${round}`);

/** The id in a reference; null when it is not one of ours. */
export function idIn(reference: string | null, kind: 'checkout' | 'refund'): number | null {
  const [, id] = new RegExp(`^${kind}:([1-9]\\d{0,9})(:\\d+)?$`).exec(reference ?? '') ?? [];
  return id === undefined ? null : Number(id);
}
