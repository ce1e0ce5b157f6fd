import { type BookingEvent, mailsOf, messageOf, tellingsOf } from './telling.js';

const COACH = 1;
const CLIENT = 2;
const ADMIN = 3;

const event = (
  type: string,
  by: 'coach' | 'client' | 'admin' | 'system',
  more: Partial<BookingEvent['data']> = {},
) => ({
  ...{ id: 10, type, subjectId: 5 },
  actor: { id: { coach: COACH, client: CLIENT, admin: ADMIN, system: null }[by], role: by },
  data: { coach_id: COACH, client_id: CLIENT, from_status: 'pending', to_status: 'confirmed', ...more } as const,
});

describe('the message of an event', () => {
  it.each([
    ['booking.requested', 'client', 'booking.requested'],
    ['booking.confirmed', 'coach', 'booking.confirmed'],
    ['booking.cancelled', 'coach', 'booking.declined'],
    ['booking.cancelled', 'client', 'booking.cancelled'],
    ['booking.cancelled', 'admin', 'booking.cancelled'],
    ['booking.expired', 'system', 'booking.expired'],
    ['booking.completed', 'coach', null],
  ] as const)('%s by the %s is %s', (type, by, message) => {
    expect(messageOf(event(type, by))).toBe(message);
  });

  it('is a cancellation when the coach cancels a confirmed session', () => {
    expect(messageOf(event('booking.cancelled', 'coach', { from_status: 'confirmed' }))).toBe('booking.cancelled');
  });
});

describe('who is told', () => {
  it.each([
    ['booking.requested', 'client', 'client by mail; coach by mail and in the application'],
    ['booking.confirmed', 'coach', 'client by mail and in the application'],
    ['booking.moved', 'client', 'client by mail; coach by mail and in the application'],
    ['booking.moved', 'coach', 'client by mail and in the application'],
    ['booking.cancelled', 'client', 'client by mail; coach by mail and in the application'],
    ['booking.cancelled', 'coach', 'client by mail and in the application'],
    ['booking.cancelled', 'admin', 'client by mail and in the application; coach by mail and in the application'],
    ['booking.expired', 'system', 'client by mail and in the application; coach by mail and in the application'],
    ['booking.completed', 'coach', ''],
  ] as const)('of %s by the %s: %s', (type, by, expected) => {
    const told = tellingsOf([event(type, by)]).map(({ userId, byMail, byApp }) => {
      const ways = [...(byMail ? ['by mail'] : []), ...(byApp ? ['in the application'] : [])].join(' and ');
      return `${userId === CLIENT ? 'client' : 'coach'} ${ways}`;
    });
    expect(told.join('; ')).toBe(expected);
  });

  it('is told once of a booking that is confirmed and moved at once: that it is confirmed', () => {
    const deed = [
      { ...event('booking.moved', 'coach'), id: 10 },
      { ...event('booking.confirmed', 'coach'), id: 11 },
    ];
    expect(tellingsOf(deed)).toMatchObject([{ userId: CLIENT, message: 'booking.confirmed', eventId: 11 }]);
    expect(tellingsOf(deed.toReversed())).toMatchObject([{ message: 'booking.confirmed', eventId: 11 }]);
  });
});

describe('the mails of a deed', () => {
  it('are one for each person, which lists all that concerns them', () => {
    const deed = [
      { ...event('booking.cancelled', 'admin'), id: 10 },
      { ...event('booking.cancelled', 'admin', { client_id: 4 }), id: 11, subjectId: 6 },
    ];
    expect(mailsOf(tellingsOf(deed))).toEqual([
      { userId: CLIENT, message: 'booking.cancelled', eventIds: [10] },
      { userId: COACH, message: 'bookings.changed', eventIds: [10, 11] },
      { userId: 4, message: 'booking.cancelled', eventIds: [11] },
    ]);
  });
});
