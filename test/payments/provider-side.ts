import type { Press } from '../../src/payments/providers/fake/fake-payments.service.js';
import { sendEvent } from '../support/payments.js';
import { CURRENCY, type Life } from './life.js';
import { Booking, DAY, type Page, Purchase } from './paid-things.js';

/** A provider repeats a message for three days. */
const LATEST_MS = 2 * DAY;

/** What the provider has to say. */
interface Event {
  readonly reference: string;
  readonly kind: string;
  readonly ref: string;
  readonly amount: number;
  readonly currency: string;
}

/** What the provider does in a life, and tells: late, twice, in any order. */
export class ProviderSide {
  private readonly heard = new Set<string>();
  private waitsSince = Infinity;

  constructor(private readonly life: Life) {}

  /** The button alone: what the provider tells comes later. */
  async press(page: Page, button: Press): Promise<void> {
    const isPressed = await this.life.stage.provider.press(page.ref, button);
    this.life.note(`${button} ${page.ref}`, { status: Number(isPressed), body: null });
    if (isPressed) this.waitsSince = Math.min(this.waitsSince, this.life.now);
  }

  /** All that the provider has said so far, heard or not. */
  async events(): Promise<readonly Event[]> {
    return this.life.stage.app.sql<Event>(
      `SELECT e.reference, kind, e.ref, e.amount_minor AS amount, currency FROM fake_payment_events e JOIN fake_payments USING (ref)
        WHERE e.ref = ANY ($1) ORDER BY e.created_at, e.kind, e.reference`,
      [this.life.model.pages.map(({ ref }) => ref)],
    );
  }

  private async unheard(): Promise<readonly Event[]> {
    return (await this.events()).filter(({ kind, reference }) => !this.heard.has(`${kind} ${reference}`));
  }

  async hear(which: number): Promise<void> {
    const all = await this.unheard();
    if (all.length > 0) await this.tell(all[which % all.length]!);
  }

  /** What was told once, or will be, under the same name or another. */
  async hearAgain(which: number): Promise<void> {
    const all = await this.events();
    if (all.length > 0) await this.tell(all[which % all.length]!, which % 2 === 0 ? '' : ` ${which}`);
  }

  async hearAll(): Promise<void> {
    for (const event of await this.unheard()) await this.tell(event);
    this.waitsSince = Infinity;
  }

  async hearWhatIsOld(): Promise<void> {
    if (this.waitsSince + LATEST_MS < this.life.now) await this.hearAll();
  }

  /** Somebody else's words, or another amount: nothing happens. */
  async hearLies(which: number): Promise<void> {
    const page = this.life.page(which);
    const [row] = await this.life.stage.app.sql<{ id: number }>(`SELECT id FROM checkouts WHERE provider_ref = $1`, [
      page?.ref,
    ]);
    if (!page || !row) return;
    const said = {
      provider_ref: page.ref,
      reference: `checkout:${row.id}`,
      amount_minor: page.amount,
      currency: CURRENCY,
    };
    const lie = [{ amount_minor: 1 }, { currency: 'USD' }, { provider_ref: 'fake_other' }, { reference: 'refund:1:1' }][
      which % 4
    ];
    const { status } = await sendEvent(this.life.stage.app, {
      event_id: `lie ${row.id} ${which}`,
      kind: 'paid',
      ...said,
      ...lie,
    });
    this.life.note('lies', { status, body: null });
  }

  private async tell({ reference, kind, ref, amount, currency }: Event, suffix = ''): Promise<void> {
    const event = { event_id: `${kind}:${reference}${suffix}`, provider_ref: ref, amount_minor: amount };
    const { status } = await sendEvent(this.life.stage.app, { ...event, reference, kind, currency });
    this.life.note(`told ${kind} ${reference}`, { status, body: null });
    if (status !== 204) throw new Error(`an event was answered with ${status}`);
    const isNew = !this.heard.has(`${kind} ${reference}`);
    this.heard.add(`${kind} ${reference}`);
    const page = this.life.model.pages.find((one) => one.ref === ref)!;
    if (kind === 'refunded') return this.returned(page, reference, amount);
    page.isOver = true;
    if (kind === 'paid' && isNew) await this.paid(page, Number(reference.split(':')[1]));
  }

  private async returned(page: Page, reference: string, amount: number): Promise<void> {
    const rows = await this.refundsOf(page);
    const refund = page.refunds[rows.findIndex(({ id }) => reference.startsWith(`refund:${id}:`))];
    if (refund?.amount !== amount) throw new Error(`the provider returned ${amount}: ${reference}`);
    refund.status = 'done';
  }

  refundsOf(page: Page) {
    return this.life.stage.app.sql<{ id: number; round: number; status: string; amount: number }>(
      `SELECT r.id, r.round, r.status, r.amount_minor AS amount FROM refunds r JOIN checkouts c ON c.id = r.checkout_id
        WHERE c.provider_ref = $1 ORDER BY r.id`,
      [page.ref],
    );
  }

  private async paid(page: Page, checkout: number): Promise<void> {
    page.isIn = true;
    const { of } = page;
    if (of instanceof Purchase) {
      of.grant(this.life.now);
      return;
    }
    if (of.isDue) {
      of.paidBy = page;
      if (this.life.confirms && of.start > this.life.now) this.life.model.confirm(of, this.life.now);
      return;
    }
    const isAgain =
      of.by === 'system' && of.paidBy === undefined && of.start > this.life.now && this.life.model.isFree(of.start);
    if (!isAgain || this.life.model.creditFor('to_book', of.start)) {
      page.giveBack(page.amount);
      return;
    }
    const [row] = await this.life.stage.app.sql<{ id: number }>(
      `SELECT booking_id AS id FROM checkouts WHERE id = $1`,
      [checkout],
    );
    const again = this.life.add(new Booking(row!.id, 'to_book', null, of.start), null);
    again.paidBy = page;
    if (this.life.confirms) this.life.model.confirm(again, this.life.now);
  }

  async refuse(page: Page, refuses: boolean): Promise<void> {
    if (await this.life.stage.provider.refuseRefunds(page.ref, refuses)) page.refusesRefunds = refuses;
  }

  /** The provider returns the money, and the worker dies before it hears of that. */
  async returnUnheard(page: Page): Promise<void> {
    const rows = await this.refundsOf(page);
    const place = rows.findIndex(({ status }) => status === 'pending');
    const row = rows[place];
    if (!row || page.refusesRefunds) return;
    const wish = { reference: `refund:${row.id}:${row.round}`, providerRef: page.ref, amountMinor: row.amount };
    await this.life.stage.provider.refund({ ...wish, currency: CURRENCY });
    page.refunds[place]!.isMade = true;
    this.life.note(`returned ${wish.reference}`, { status: 0, body: null });
    this.waitsSince = Math.min(this.waitsSince, this.life.now);
  }

  async retry(page: Page): Promise<void> {
    for (const [place, { id }] of (await this.refundsOf(page)).entries()) {
      const answer = await this.life.stage.admin.post(`/admin/payments/refunds/${id}/retry`);
      const refund = page.refunds[place]!;
      this.life.must(`retry ${id}`, answer, refund.status === 'failed' ? 204 : 409);
      if (answer.status === 204) refund.status = 'pending';
    }
  }

  /** Everything that is on its way arrives, and no refund is refused any more. */
  async calm(): Promise<void> {
    await this.hearAll();
    for (const page of this.life.model.pages) {
      await this.refuse(page, false);
      if (page.refunds.some(({ status }) => status === 'failed')) await this.retry(page);
    }
  }
}
