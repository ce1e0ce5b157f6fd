import { bodyOf, isTold, testBodyOf, type ToldEvent } from './message.js';

const event: ToldEvent = {
  ...{
    id: 7,
    type: 'booking.confirmed',
    subjectKind: 'booking',
    subjectId: 12,
    sequence: 2,
    at: '2026-11-28T12:00:00.000Z',
  },
  actor: { id: 3, role: 'coach' },
  data: { coach_id: 3, client_id: 5, from_status: 'pending', to_status: 'confirmed' },
};
const endpoint = { coachId: 3, types: ['*'] };

describe('an endpoint', () => {
  it.each([
    ['a coach’s, all types', {}, {}, true],
    ['a coach’s, this type', { types: ['booking.moved', 'booking.confirmed'] }, {}, true],
    ['a coach’s, other types', { types: ['booking.moved'] }, {}, false],
    ['another coach’s', { coachId: 4 }, {}, false],
    ['the platform’s', { coachId: null }, {}, true],
    ['the platform’s, other types', { coachId: null, types: ['account.created'] }, {}, false],
    ['a coach’s, of an account with their id', {}, { subjectKind: 'account', type: 'account.created' }, false],
    ['the platform’s, of an account', { coachId: null }, { subjectKind: 'account', type: 'account.created' }, true],
    ['a client’s id is no coach’s', { coachId: 5 }, {}, false],
  ] as const)('is told or not: %s', (_, more, about, expected) => {
    expect(isTold({ ...endpoint, ...more }, { ...event, ...about })).toBe(expected);
  });

  it('gets type, timestamp, and data with the subject and its sequence', () => {
    expect(JSON.parse(bodyOf(event))).toEqual({
      type: 'booking.confirmed',
      timestamp: '2026-11-28T12:00:00.000Z',
      data: {
        ...{ subject: { kind: 'booking', id: 12 }, sequence: 2, actor: { id: 3, role: 'coach' } },
        ...{ coach_id: 3, client_id: 5, from_status: 'pending', to_status: 'confirmed' },
      },
    });
  });

  it('gets a test that is no event', () => {
    expect(JSON.parse(testBodyOf(4, new Date('2026-11-28T12:00:00Z')))).toEqual({
      ...{ type: 'webhook.test', timestamp: '2026-11-28T12:00:00.000Z', data: { webhook_id: 4 } },
    });
  });
});
