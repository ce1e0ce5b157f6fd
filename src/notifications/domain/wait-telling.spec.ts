import { type WaitEvent, waitMailsOf, waitTellingsOf } from './wait-telling.js';

const CLIENT = 5;
const AT = '2027-03-20T12:00:00.000Z';
const END = '2027-03-20T14:00:00.000Z';

const event = (id: number, type: string, subjectId = 9, expires_at: string | null = null): WaitEvent => ({
  ...{ id, type: `waitlist.${type}`, subjectId, at: AT, data: { client_id: CLIENT, expires_at } },
});
const toldOf = (...deed: WaitEvent[]) => waitTellingsOf(deed).map(({ message, eventId }) => `${eventId} ${message}`);

describe('what a client is told of a waitlist', () => {
  it.each(['offered', 'lapsed', 'skipped'])('is that it was %s', (type) => {
    expect(waitTellingsOf([event(1, type)])).toMatchObject([
      { userId: CLIENT, message: `waitlist.${type}`, eventId: 1 },
    ]);
  });

  it.each(['joined', 'left', 'booked', 'expired', 'returned'])('is nothing when it was %s', (type) => {
    expect(toldOf(event(1, type))).toEqual([]);
  });

  it('is what a deed came to, once for each entry', () => {
    expect(toldOf(event(1, 'skipped'), event(2, 'offered', 8, END), event(3, 'offered', 9, END))).toEqual([
      '3 waitlist.offered',
      '2 waitlist.offered',
    ]);
    expect(toldOf(event(1, 'offered', 9, END), event(2, 'returned'))).toEqual([]);
  });
});

describe('the mails of a waitlist', () => {
  const mailsOf = (...rest: Parameters<typeof event>) => waitTellingsOf([event(...rest)]).flatMap(waitMailsOf);

  it('tell of an offer at once and shortly before it lapses, and not later', () => {
    expect(mailsOf(1, 'offered', 9, END)).toEqual([
      { message: 'waitlist.offered', expiresAt: new Date(END) },
      { message: 'waitlist.lapsing', dueAt: new Date('2027-03-20T13:45:00.000Z'), expiresAt: new Date(END) },
    ]);
    expect(mailsOf(1, 'offered', 9, '2027-03-20T12:10:00.000Z')[1]?.dueAt).toEqual(new Date('2027-03-20T12:05:00Z'));
  });

  it.each(['lapsed', 'skipped'])('tell of an entry that was %s', (type) => {
    expect(mailsOf(1, type)).toEqual([{ message: `waitlist.${type}` }]);
  });
});
