import { type CalendarSession, namedTitle, plainTitle, sessionEvent } from './session-event.js';

const SESSION: CalendarSession = {
  id: 12,
  sequence: 2,
  status: 'confirmed',
  scheduled_at: '2027-03-28T01:00:00.000Z',
  ends_at: '2027-03-28T02:00:00.000Z',
  updated_at: '2027-03-20T12:00:00.123Z',
  session_type_name: 'Technique',
  location: 'Studio 2',
  is_video: false,
  coach_name: 'Cora',
  client_name: 'Clea',
};

describe('the event of a session', () => {
  it('has its instants, and no name, no place and no person', () => {
    expect(sessionEvent(SESSION, 'here', 'Title')).toEqual({
      uid: 'booking-12@here',
      sequence: 2,
      changedAt: new Date('2027-03-20T12:00:00.123Z'),
      start: new Date('2027-03-28T01:00:00Z'),
      end: new Date('2027-03-28T02:00:00Z'),
      summary: 'Title',
      status: 'CONFIRMED',
      ...{ location: null, organizer: null, attendee: null, alarm: null },
    });
  });

  it.each([
    ['pending', 'TENTATIVE'],
    ['confirmed', 'CONFIRMED'],
    ['completed', 'CONFIRMED'],
    ['cancelled', 'CANCELLED'],
  ] as const)('of a booking that is %s is %s', (status, shown) => {
    expect(sessionEvent({ ...SESSION, status }, 'here', 'Title').status).toBe(shown);
  });

  it.each([
    ['client', 'en', 'Technique with Cora'],
    ['coach', 'en', 'Technique with Clea'],
    ['admin', 'en', 'Technique: Clea with Cora'],
    ['client', 'de', 'Technique mit Cora'],
    ['coach', 'de', 'Technique mit Clea'],
    ['admin', 'de', 'Technique: Clea mit Cora'],
  ] as const)('is called for a %s in %s: %s', (viewer, locale, title) => {
    expect(namedTitle(SESSION, viewer, locale)).toBe(title);
  });

  it.each([
    ['Technique', 'en', 'Technique'],
    [null, 'en', 'Training session'],
    [null, 'de', 'Training'],
  ] as const)('has a title without names: of the type %s in %s %s', (session_type_name, locale, title) => {
    expect(plainTitle({ ...SESSION, session_type_name }, locale)).toBe(title);
  });
});
