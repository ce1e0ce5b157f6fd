/** What a life's coach asks for. Amounts are in cents. */
export const TERMS = {
  price: 4_501,
  latePercent: 33,
  noShowPercent: 67,
  noticeMs: 720 * 60_000,
  pack: { price: 11_000, sessions: 3, days: 12 },
} as const;

const HALF_HOUR = 30 * 60_000;
export const DAY = 86_400_000;
const share = (percent: number) => Math.floor((TERMS.price * percent) / 100);

/** Money that goes back, of one page. */
export interface Refund {
  readonly amount: number;
  status: 'pending' | 'failed' | 'done';
  /** The provider has made it, though nobody heard of that. */
  isMade?: boolean;
}

/** A page on which somebody can pay once. */
export class Page {
  isIn = false;
  isOver = false;
  refusesRefunds = false;
  readonly refunds: Refund[] = [];

  constructor(
    readonly ref: string,
    readonly amount: number,
    readonly of: Booking | Purchase,
  ) {}

  get back(): number {
    return this.refunds.reduce((sum, { amount }) => sum + amount, 0);
  }

  get done(): number {
    return this.refunds.reduce((sum, { amount, status }) => sum + (status === 'done' ? amount : 0), 0);
  }

  giveBack(amount: number): void {
    if (amount > 0) this.refunds.push({ amount, status: 'pending' });
  }
}

/** A pack that was bought. */
export class Purchase {
  status: 'open' | 'expired' | 'paid' | 'refunded' = 'open';
  left = 0;
  reserved = 0;
  used = 0;
  expired = 0;
  refunded = 0;
  expiresAt = Infinity;
  page: Page | undefined;

  constructor(
    readonly id: number,
    readonly payUntil: number,
  ) {}

  get isPaid(): boolean {
    return this.status === 'paid' || this.status === 'refunded';
  }

  /** The share of each credit that is used or over; the rest of the price with the last one. */
  get earned(): number {
    if (!this.isPaid) return 0;
    const rest = TERMS.pack.price - this.refunded;
    if (this.left + this.reserved === 0) return rest;
    return Math.min(rest, (this.used + this.expired) * this.share - this.refunded);
  }

  get refundable(): number {
    return Math.min(this.left * this.share, TERMS.pack.price - this.earned - this.refunded);
  }

  private get share(): number {
    return Math.floor(TERMS.pack.price / TERMS.pack.sessions);
  }

  grant(now: number): void {
    this.status = 'paid';
    this.left += TERMS.pack.sessions;
    this.expiresAt = now + TERMS.pack.days * DAY;
  }

  expire(): void {
    this.expired += this.left;
    this.left = 0;
  }

  refund(): void {
    const amount = this.refundable;
    this.expire();
    this.refunded += amount;
    this.status = 'refunded';
    this.page?.giveBack(amount);
  }
}

export type Kind = 'free' | 'at_session' | 'to_book' | 'credits_only';
export type By = 'client' | 'coach' | 'admin' | 'system';
export type Attendance = 'attended' | 'client_no_show' | 'coach_no_show';

/** A session that somebody booked. */
export class Booking {
  status: 'pending' | 'confirmed' | 'completed' | 'cancelled' = 'pending';
  by: By | null = null;
  isLate = false;
  isWaived = false;
  attendance: Attendance | null = null;
  payUntil: number | null = null;
  /** The page that paid it. */
  paidBy: Page | undefined;
  /** What a client still owes at the session. */
  inPerson: { status: 'due' | 'paid' | 'waived'; amount: number } = { status: 'due', amount: TERMS.price };
  /** Where its credit is. */
  credit: 'reserved' | 'used' | 'back' = 'reserved';

  constructor(
    readonly id: number,
    readonly kind: Kind,
    readonly purchase: Purchase | null,
    public start: number,
  ) {
    if (purchase === null) return;
    purchase.left--;
    purchase.reserved++;
  }

  get isActive(): boolean {
    return this.status === 'pending' || this.status === 'confirmed';
  }

  get method(): 'card' | 'credit' | 'at_session' | null {
    if (this.purchase !== null) return 'credit';
    if (this.kind === 'at_session') return 'at_session';
    return this.kind === 'to_book' && (this.paidBy || this.isActive) ? 'card' : null;
  }

  get isDue(): boolean {
    return this.method === 'card' && this.paidBy === undefined;
  }

  get end(): number {
    return this.start + HALF_HOUR;
  }

  /** Status, amount and what goes back, as the API says it. */
  get payment(): readonly [status: string, amount: number | null, back: number] {
    const { method, paidBy } = this;
    if (method === null) return ['none', null, 0];
    if (method === 'credit') return [this.credit === 'back' ? 'refunded' : 'paid', null, 0];
    if (method === 'at_session') return [this.inPerson.status, this.inPerson.amount, 0];
    if (paidBy === undefined) return ['due', TERMS.price, 0];
    const status = paidBy.back === 0 ? 'paid' : paidBy.back === TERMS.price ? 'refunded' : 'partly_refunded';
    return [status, TERMS.price, paidBy.back];
  }

  /** Nobody missed a session that was not confirmed before its start. */
  cancel(by: By, now: number): void {
    const isOver = this.status === 'pending' && this.start <= now;
    this.status = 'cancelled';
    this.by = by;
    this.isLate = by === 'client' && now > this.start - TERMS.noticeMs && !isOver;
    this.attendance = null;
    this.settle();
  }

  /** What has gone back does not come again: nobody is charged twice. */
  settle(): void {
    if (this.method === 'credit') this.settleCredit();
    if (this.paidBy) this.paidBy.giveBack(TERMS.price - this.owed - this.paidBy.back);
    if (this.method === 'at_session' && this.inPerson.status === 'due') {
      this.inPerson = { status: this.owed === 0 ? 'waived' : 'due', amount: this.owed };
    }
  }

  /** What the client owes for it in the end, by the policy. */
  private get owed(): number {
    if (this.status === 'cancelled') return this.isLate && !this.isWaived ? share(TERMS.latePercent) : 0;
    if (this.attendance === 'coach_no_show') return 0;
    return this.attendance === 'client_no_show' ? share(TERMS.noShowPercent) : TERMS.price;
  }

  /** One that came back is used again only while there is one. */
  private settleCredit(): void {
    if (this.isActive || this.purchase === null) return;
    const goes = this.owed > 0 ? 'used' : 'back';
    if (goes === this.credit || (this.credit === 'back' && this.purchase.left === 0)) return;
    this.purchase[this.credit === 'back' ? 'left' : this.credit]--;
    this.purchase[goes === 'back' ? 'left' : goes]++;
    this.credit = goes;
  }
}
