import type { Life } from './life.js';
import type { Booking, Page, Purchase } from './paid-things.js';
import type { ProviderSide } from './provider-side.js';

interface Actor {
  readonly life: Life;
  readonly provider: ProviderSide;
  /** Chooses what it is done to. */
  readonly which: number;
}

type Doing = (actor: Actor) => Promise<unknown>;

/** Does it to a booking, a page, a purchase, if there is one. */
const toBooking =
  (work: (booking: Booking, actor: Actor) => Promise<unknown>): Doing =>
  async (actor) => {
    const booking = actor.life.booking(actor.which);
    if (booking) await work(booking, actor);
  };
const toPage =
  (work: (page: Page, actor: Actor) => Promise<unknown>): Doing =>
  async (actor) => {
    const page = actor.life.page(actor.which);
    if (page) await work(page, actor);
  };
const toPurchase =
  (work: (purchase: Purchase, actor: Actor) => Promise<unknown>): Doing =>
  async (actor) => {
    const purchase = actor.life.model.purchases[actor.which % Math.max(actor.life.model.purchases.length, 1)];
    if (purchase) await work(purchase, actor);
  };

/** The ordinary way; all else is done to what comes of it. */
const pay = async (page: Page | undefined, { provider }: Actor) => {
  if (page) await provider.press(page, 'pay');
  await provider.hearAll();
};

const DEEDS = {
  wait: () => Promise.resolve(),
  'book to_book': ({ life, which }) => life.book('to_book', which),
  'book at_session': ({ life, which }) => life.book('at_session', which),
  'book free': ({ life, which }) => life.book('free', which),
  'book credits_only': ({ life, which }) => life.book('credits_only', which),
  'book a series': ({ life, which }) => life.bookSeries(which),
  'book and pay': async (actor) => {
    const booking = await actor.life.book('to_book', actor.which);
    if (booking?.isDue) await pay(await actor.life.openPage(booking), actor);
  },
  'buy and pay': async (actor) => pay(await actor.life.buy(), actor),
  'open page': toBooking((booking, { life }) => life.openPage(booking)),
  buy: ({ life }) => life.buy(),
  pay: toPage((page, { provider }) => provider.press(page, 'pay')),
  decline: toPage((page, { provider }) => provider.press(page, 'decline')),
  abandon: toPage((page, { provider }) => provider.press(page, 'abandon')),
  hear: ({ provider, which }) => provider.hear(which),
  'hear all': ({ provider }) => provider.hearAll(),
  'hear again': ({ provider, which }) => provider.hearAgain(which),
  'hear lies': ({ provider, which }) => provider.hearLies(which),
  'cancel as client': toBooking((booking, { life }) => life.change(booking, 'client', 'cancelled')),
  'cancel as coach': toBooking((booking, { life }) => life.change(booking, 'coach', 'cancelled')),
  'cancel as admin': toBooking((booking, { life }) => life.change(booking, 'admin', 'cancelled')),
  confirm: toBooking((booking, { life }) => life.change(booking, 'coach', 'confirmed')),
  complete: toBooking((booking, { life }) => life.change(booking, 'coach', 'completed')),
  'move as client': toBooking((booking, { life, which }) => life.move(booking, 'client', which)),
  'move as coach': toBooking((booking, { life, which }) => life.move(booking, 'coach', which)),
  'client did not come': toBooking((booking, { life }) => life.attend(booking, 'coach', 'client_no_show')),
  'all came': toBooking((booking, { life }) => life.attend(booking, 'coach', 'attended')),
  contest: toBooking((booking, { life }) => life.contest(booking)),
  'decide for client': toBooking((booking, { life }) => life.attend(booking, 'admin', 'coach_no_show')),
  'decide for coach': toBooking((booking, { life }) => life.attend(booking, 'admin', 'client_no_show')),
  'take money in person': toBooking((booking, { life }) => life.settle(booking, 'received')),
  'waive in person': toBooking((booking, { life }) => life.settle(booking, 'waived')),
  'ask in person': toBooking((booking, { life }) => life.settle(booking, 'due')),
  'refuse refunds': toPage((page, { provider }) => provider.refuse(page, true)),
  'take refunds': toPage((page, { provider }) => provider.refuse(page, false)),
  'return unheard': toPage((page, { provider }) => provider.returnUnheard(page)),
  retry: toPage((page, { provider }) => provider.retry(page)),
  'give a credit': toPurchase((purchase, { life }) => life.adjust(purchase, 1)),
  'take a credit': toPurchase((purchase, { life }) => life.adjust(purchase, -1)),
  'refund purchase': toPurchase((purchase, { life }) => life.refund(purchase)),
} as const satisfies Record<string, Doing>;

export type Deed = keyof typeof DEEDS;

export const act = (deed: Deed, actor: Actor): Promise<unknown> => DEEDS[deed](actor);

/** How often each is chosen: without a paid booking little else is of interest. `wait` is first, so that failures shrink to it. */
const OFTEN: Partial<Record<Deed, number>> = {
  ...{ 'book to_book': 4, 'book and pay': 10, 'open page': 5, pay: 6, hear: 4, confirm: 8, buy: 1, 'buy and pay': 2 },
  ...{ 'book at_session': 2, 'cancel as client': 4, 'client did not come': 5, 'decide for client': 3, complete: 2 },
  ...{ 'move as client': 4, 'move as coach': 2 },
};

export const CHOICES: readonly Deed[] = (Object.keys(DEEDS) as Deed[]).flatMap((deed) =>
  Array<Deed>(OFTEN[deed] ?? 1).fill(deed),
);
