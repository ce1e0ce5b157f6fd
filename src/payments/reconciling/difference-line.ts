import type { Difference, Movement } from './domain/differences.js';

const WHAT: Readonly<Record<Difference['what'], string>> = {
  'missing-here': 'missing in the ledger',
  'missing-there': 'missing at the provider',
  'other-amount': 'another amount',
  'other-currency': 'another currency',
};

/** A difference for people, on one line. Amounts are in the smallest unit of the currency. */
export function lineOf({ what, ours, theirs }: Difference): string {
  const { kind = '', reference = null } = ours ?? theirs ?? {};
  const sides = [ours && `ledger ${sideOf(ours)}`, theirs && `provider ${sideOf(theirs)}`].filter(Boolean);
  return `${WHAT[what]}: ${kind} ${reference ?? 'without a reference of ours'}: ${sides.join('; ')}`;
}

const sideOf = ({ amountMinor, currency, at, id }: Movement) =>
  `${amountMinor} ${currency} at ${at.toISOString()} (${id})`;
