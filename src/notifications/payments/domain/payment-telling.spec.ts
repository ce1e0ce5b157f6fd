import { expiryReminderAt, paymentReminderAt, paymentTellingsOf } from './payment-telling.js';

const [COACH, CLIENT] = [2, 5];
const PARTIES = { coach_id: COACH, client_id: CLIENT, purchase_id: null };

describe('of a payment', () => {
  it.each([
    ['payment.received', [CLIENT, COACH], [COACH]],
    ['payment.returned', [CLIENT], [CLIENT]],
    ['payment.refunded', [CLIENT], [CLIENT]],
    ['payment.opened', [], []],
  ])('%s is told to %j, in the application to %j', (type, all, inApp) => {
    const tellings = paymentTellingsOf({ id: 1, type, data: PARTIES });
    expect(tellings.map(({ userId }) => userId)).toEqual(all);
    expect(tellings.filter(({ byApp }) => byApp).map(({ userId }) => userId)).toEqual(inApp);
  });
});

describe('a client is reminded', () => {
  const at = (text: string) => new Date(`2026-12-${text}:00Z`);

  it('a day before a session must be paid', () => {
    expect(paymentReminderAt(at('07T09:00'))).toEqual(at('06T09:00'));
  });

  it('a week before credits expire, unless they were bought in that week', () => {
    expect(expiryReminderAt(at('01T09:00'), at('10T09:00'))).toEqual(at('03T09:00'));
    expect(expiryReminderAt(at('03T09:00'), at('10T09:00'))).toBeNull();
  });
});
