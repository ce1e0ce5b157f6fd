import { reconcile } from '../../src/cli/reconciled-day.js';
import type { Sql } from '../support/books.js';
import type { FakeStripe } from '../support/stripe.js';
import { groupsOf } from './groups.js';
import type { Figure } from './proof.js';

const of = (account: string) =>
  `(SELECT coalesce(sum(amount), 0)::integer FROM ledger_entries e WHERE e.checkout_id = c.id AND unit = 'EUR' AND account LIKE '${account}:%')`;

const CHECKOUTS = `
  SELECT c.id, c.amount_minor AS amount, c.status, c.purchase_id AS "purchaseId", b.status AS booking, b.payment_status AS payment,
         ${of('provider')} AS provider, ${of('client')} AS client, ${of('coach')} AS coach,
         p.credits_left + p.credits_reserved + p.credits_used AS credits, p.sessions
    FROM checkouts c LEFT JOIN bookings b ON b.id = c.booking_id LEFT JOIN pack_purchases p ON p.id = c.purchase_id ORDER BY c.id`;

interface Checkout {
  readonly id: number;
  readonly amount: number;
  readonly status: string;
  readonly purchaseId: number | null;
  readonly booking: string | null;
  readonly payment: string | null;
  readonly provider: number;
  readonly client: number;
  readonly coach: number;
  readonly credits: number | null;
  readonly sessions: number | null;
}

/** One purchase of a pack and what its booking holds, one booking and its money: rows that break a promise. */
const BROKEN: Readonly<Record<string, string>> = {
  'refund that is not done': `SELECT id FROM refunds WHERE status <> 'done'`,
  'unpaid booking that nobody cancelled': `SELECT id FROM bookings WHERE pay_until <= now()`,
  'credit of a booking that is counted wrongly': `
    SELECT p.id FROM pack_purchases p WHERE p.credits_reserved <> (
      SELECT count(*) FROM bookings b WHERE b.credit_purchase_id = p.id AND b.status IN ('pending', 'confirmed'))`,
  'credits that were granted twice, or not at all': `
    SELECT p.id FROM pack_purchases p WHERE (p.status = 'paid')::integer <> (
      SELECT count(*) FROM transfers t WHERE t.purchase_id = p.id AND t.reason LIKE 'granted:%')`,
};

/** Compares ledger, bookings and Stripe's own books, each by itself. */
export async function auditPayments(
  sql: Sql,
  stripe: FakeStripe,
  environment: Readonly<Record<string, string>>,
  day: string,
): Promise<{ counts: Figure[]; flaws: string[] }> {
  const checkouts = await sql<Checkout>(CHECKOUTS);
  const [charged, returned] = [sums(stripe.charges, referenceOf), sums(stripe.refunds, checkoutOf)];
  const sessions = new Map(
    [...stripe.sessions.values()].map(({ id, client_reference_id }) => [client_reference_id, id]),
  );
  const references = groupsOf(stripe.refunds, referenceOf);
  const broken = Object.entries(BROKEN).map(async ([what, text]) =>
    (await sql<{ id: number }>(text)).map(({ id }) => `${what}: ${id}`),
  );
  const { lines } = await reconcile(environment, day);
  return {
    counts: [
      ['payments / refunds at the provider', `${stripe.charges.length} / ${stripe.refunds.length}`],
      ['of them for what was over', checkouts.filter(({ status }) => status === 'returned').length],
      [
        'packs that were paid',
        checkouts.filter(({ purchaseId, status }) => purchaseId !== null && status === 'paid').length,
      ],
      ['differences that reconciling finds', lines.length],
    ],
    flaws: [
      ...checkouts.flatMap((checkout) => {
        const taken = charged.get(`checkout:${checkout.id}`) ?? 0;
        return flawsOf(checkout, taken, returned.get(String(sessions.get(`checkout:${checkout.id}`))) ?? 0);
      }),
      ...[...references].filter(([, made]) => made.length > 1).map(([reference]) => `${reference} was returned twice`),
      ...(await Promise.all(broken)).flat(),
      ...lines,
    ],
  };
}

/** What was taken is with the coach, or went back; never both. */
function flawsOf(checkout: Checkout, taken: number, back: number): string[] {
  const { id, amount, status, purchaseId, booking, provider, client, coach, credits, sessions } = checkout;
  const isIn = status === 'paid' || status === 'returned';
  const goesBack = isIn && (status === 'returned' || booking === 'cancelled') ? amount : 0;
  const earned = purchaseId === null && isIn ? amount - goesBack : 0;
  const expected = [isIn ? amount : 0, goesBack, goesBack - (isIn ? amount : 0), 0, earned];
  const found = [taken, back, provider, client, coach];
  const flaws =
    expected.join() === found.join()
      ? []
      : [`checkout ${id} (${status}, ${booking}): ${found.join()}, not ${expected.join()}`];
  const isGranted = purchaseId !== null && status === 'paid';
  return isGranted && credits !== sessions
    ? [...flaws, `purchase ${purchaseId} has ${credits} of ${sessions} credits`]
    : flaws;
}

type Made = FakeStripe['charges'][number];

const referenceOf = ({ metadata }: Made) => String((metadata as { reference?: string }).reference);
const checkoutOf = ({ metadata }: Made) => String((metadata as { checkout?: string }).checkout);

const sums = (all: readonly Made[], keyOf: (one: Made) => string) =>
  new Map(
    [...groupsOf(all, keyOf)].map(([key, list]) => [key, list.reduce((sum, { amount }) => sum + Number(amount), 0)]),
  );
