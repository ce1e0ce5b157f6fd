/** What providers and the ledger call our rows. */
export const checkoutReference = (id: number) => `checkout:${id}`;
/** After the provider said no it is another one: a provider answers the same reference with its first answer. */
export const refundReference = (id: number, round: number) => `refund:${id}:${round}`;

const NUMBER = '([1-9]\\d{0,9})';
const CHECKOUT = new RegExp(`^checkout:${NUMBER}$`);
const REFUND = new RegExp(`^refund:${NUMBER}:${NUMBER}$`);
const LARGEST = 2_147_483_647;

/** The id in a reference; null when it is not one of ours: other systems may share the account with the provider. */
export function checkoutIn(reference: string | null): number | null {
  const [id] = numbersIn(reference, CHECKOUT);
  return id ?? null;
}

export function refundIn(reference: string | null): { readonly id: number; readonly round: number } | null {
  const [id, round] = numbersIn(reference, REFUND);
  return id === undefined || round === undefined ? null : { id, round };
}

function numbersIn(reference: string | null, form: RegExp): readonly number[] {
  const numbers =
    form
      .exec(reference ?? '')
      ?.slice(1)
      .map(Number) ?? [];
  return numbers.every((number) => number <= LARGEST) ? numbers : [];
}
