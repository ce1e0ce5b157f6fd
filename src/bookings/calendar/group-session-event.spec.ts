import { type CalendarGroupSession, groupSessionEvent, seatsTitle } from './group-session-event.js';

const SESSION: CalendarGroupSession = {
  id: 3,
  sequence: 2,
  is_cancelled: false,
  starts_at: '2027-03-22T17:00:00.000Z',
  ends_at: '2027-03-22T17:45:00.000Z',
  updated_at: '2027-03-20T12:00:00.123Z',
  session_type_name: 'Mobility',
  location: 'Studio 2',
  capacity: 8,
  seats: 5,
};

describe('the event of a group session', () => {
  it('has an id of its own and its instants, and neither place nor people', () => {
    expect(groupSessionEvent(SESSION, 'here', 'Title')).toEqual({
      uid: 'group-session-3@here',
      sequence: 2,
      changedAt: new Date('2027-03-20T12:00:00.123Z'),
      start: new Date('2027-03-22T17:00:00Z'),
      end: new Date('2027-03-22T17:45:00Z'),
      summary: 'Title',
      status: 'CONFIRMED',
      ...{ location: null, organizer: null, attendee: null, alarm: null },
    });
  });

  it('is off once it is cancelled', () => {
    expect(groupSessionEvent({ ...SESSION, is_cancelled: true }, 'here', 'Title').status).toBe('CANCELLED');
  });

  it.each([
    ['en', 'Mobility (5 of 8 seats)'],
    ['de', 'Mobility (5 von 8 Plätzen)'],
  ] as const)('says in %s how many seats are booked', (locale, title) => {
    expect(seatsTitle(SESSION, locale)).toBe(title);
  });
});
