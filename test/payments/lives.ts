import fc from 'fast-check';
import { TimePassingService } from '../../src/bookings/time-passing.service.js';
import { RefundSenderService } from '../../src/payments/refunds/refund-sender.service.js';
import { FakePaymentsService, type Press } from '../../src/payments/providers/fake/fake-payments.service.js';
import { Clock } from '../../src/time/clock.js';
import { type Person, TestApp } from '../support/app.js';
import { expectSoundBooks } from '../support/invariants.js';
import { deliverEvents, refOf, refuseRefunds } from '../support/payments.js';
import { opened } from '../support/schedules.js';
import { Model } from './model.js';

const MINUTE_MS = 60_000;
const PRICE = { amount_minor: 4_501, currency: 'EUR' };
const PERCENT = { late_cancellation_percent: 33, no_show_percent: 67 };
const NOTICE_MINUTES = 720;

const DEEDS = [
  ...([
    'book',
    'book',
    'page',
    'pay',
    'pay',
    'decline',
    'abandon',
    'cancel by client',
    'cancel by coach',
    'confirm',
  ] as const),
  ...([
    'client missed',
    'coach missed',
    'deliver',
    'deliver again',
    'lapse',
    'send refunds',
    'refuse refunds',
    'retry',
  ] as const),
] as const;

/** Somebody does something with one of the bookings, and time passes. */
interface Step {
  readonly deed: (typeof DEEDS)[number];
  readonly which: number;
  readonly minutes: number;
}

const steps = (most: number): fc.Arbitrary<Step[]> =>
  fc.array(
    fc.record({
      deed: fc.constantFrom(...DEEDS),
      which: fc.nat(9),
      minutes: fc.constantFrom(0, 1, 5, 31, 300, 1_500),
    }),
    { minLength: most, maxLength: most },
  );

/** Random lives of bookings that are paid by card; in the end ledger, bookings and provider say what the model says. */
export async function expectSoundLives(lives: number, length: number): Promise<void> {
  const app = await TestApp.start({ WORKER: 'off' });
  try {
    const run = async (taken: readonly Step[]) => {
      const life = await Life.begin(app);
      for (const step of taken) await life.take(step);
      await life.end();
    };
    await fc.assert(fc.asyncProperty(steps(length), run), { numRuns: lives, endOnFailure: true });
  } finally {
    await app.stop();
  }
}

/** One coach, one client, and what becomes of their bookings. */
class Life {
  private readonly bookings: { readonly id: number; readonly start: Date; page?: string }[] = [];
  private readonly model = new Model(PRICE.amount_minor, PERCENT);

  private constructor(
    private readonly app: TestApp,
    private readonly coach: Person,
    private readonly client: Person,
    private readonly admin: Person,
    private readonly type: number,
    private now: Date,
  ) {}

  static async begin(app: TestApp): Promise<Life> {
    app.setTime(null);
    const [coach, client, admin] = await Promise.all([app.coach(), app.client(), app.admin()]);
    await opened(app, coach);
    await coach.put('/coach/policy', { ...PERCENT, cancel_notice_minutes: NOTICE_MINUTES });
    const type = await coach.post('/coach/session-types', {
      name: 'Paid',
      minutes: 30,
      price: PRICE,
      payment: 'to_book',
    });
    return new Life(app, coach, client, admin, type.body.id as number, new Date());
  }

  async take({ deed, which, minutes }: Step): Promise<void> {
    this.now = new Date(this.now.getTime() + minutes * MINUTE_MS);
    this.app.setTime(this.now);
    if (deed === 'book') await this.book(which);
    const booking = this.bookings[which % Math.max(this.bookings.length, 1)];
    if (booking !== undefined) await this.act(deed, booking);
    await this.readAll();
  }

  private async act(deed: Step['deed'], booking: (typeof this.bookings)[number]): Promise<void> {
    const path = `/bookings/bookings/${booking.id}`;
    switch (deed) {
      case 'book':
        break;
      case 'page':
        booking.page =
          ((await this.client.post(`${path}/checkout`)).body.checkout_url as string | undefined) ?? booking.page;
        break;
      case 'pay':
      case 'decline':
      case 'abandon':
        await this.press(booking.page, deed);
        break;
      case 'cancel by client':
        await this.client.put(path, { status: 'cancelled' });
        break;
      case 'cancel by coach':
        await this.coach.put(path, { status: 'cancelled' });
        break;
      case 'confirm':
        await this.coach.put(path, { status: 'confirmed' });
        break;
      case 'client missed':
        await this.coach.post(`${path}/attendance`, { outcome: 'client_no_show' });
        break;
      case 'coach missed':
        await this.admin.post(`${path}/attendance`, { outcome: 'coach_no_show' });
        break;
      case 'deliver':
        await deliverEvents(this.app);
        break;
      case 'deliver again':
        await this.app.sql(`UPDATE fake_payment_events SET sent_at = NULL`);
        await deliverEvents(this.app);
        break;
      case 'lapse':
        await this.app.nest.get(TimePassingService).run(this.now);
        break;
      case 'send refunds':
        await this.sendRefunds();
        break;
      case 'refuse refunds':
        if (booking.page !== undefined) await refuseRefunds(this.app, booking.page);
        break;
      case 'retry':
        await this.retryAll();
        break;
    }
  }

  private async book(which: number): Promise<void> {
    const start = new Date(Math.ceil(this.now.getTime() / 86_400_000) * 86_400_000 + (24 + which) * 60 * MINUTE_MS);
    const request = { coach_id: this.coach.id, session_type_id: this.type, scheduled_at: start.toISOString() };
    const { status, body } = await this.client.post('/bookings/book', request);
    if (status === 201) this.bookings.push({ id: body.id as number, start });
  }

  /** The button alone: what the provider tells comes with a later step, or never before the end. */
  private async press(page: string | undefined, button: Press): Promise<void> {
    if (page !== undefined) await this.app.nest.get(FakePaymentsService).press(refOf(page), button);
  }

  private async sendRefunds(): Promise<void> {
    await this.app.sql(`UPDATE refunds SET due_at = $1 WHERE status = 'pending'`, [this.app.nest.get(Clock).now()]);
    while (await this.app.nest.get(RefundSenderService).run(this.app.nest.get(Clock).now()));
  }

  private async retryAll(): Promise<void> {
    const failed = await this.app.sql<{ id: number }>(
      `SELECT r.id FROM refunds r JOIN checkouts c ON c.id = r.checkout_id WHERE r.status = 'failed' AND c.client_id = $1`,
      [this.client.id],
    );
    for (const { id } of failed) await this.admin.post(`/admin/payments/refunds/${id}/retry`);
  }

  /** After each step every account has what the model says. */
  private async readAll(): Promise<void> {
    await this.model.check(this.app, this.client.id, this.coach.id);
  }

  /** Everything that is on its way arrives, and no refund is refused any more. */
  async end(): Promise<void> {
    for (const { page } of this.bookings) if (page !== undefined) await refuseRefunds(this.app, page, false);
    await deliverEvents(this.app);
    await this.app.nest.get(TimePassingService).run(this.now);
    await this.retryAll();
    await this.sendRefunds();
    await deliverEvents(this.app);
    await this.model.checkEnd(this.app, this.client.id, this.coach.id);
    await expectSoundBooks(this.app);
  }
}
