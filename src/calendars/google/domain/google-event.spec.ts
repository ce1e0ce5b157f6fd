import { faultOf } from '../api/google-error.js';
import { busySpan, compare, type GoogleEvent } from './google-event.js';
import { readAgainIn, tryAgainIn } from './pauses.js';
import { eventBody, isOurs } from './session-at-google.js';

const HOUR = { start: { dateTime: '2027-03-28T01:00:00+01:00' }, end: { dateTime: '2027-03-28T04:00:00+02:00' } };
const utc = (text: string) => Date.parse(`2027-03-${text}Z`);

describe('an event at Google', () => {
  it.each<[string, Partial<GoogleEvent>, [string, string] | null]>([
    ['with times', HOUR, ['28T00:00', '28T02:00']],
    [
      'of a whole day over a clock change',
      { start: { date: '2027-03-28' }, end: { date: '2027-03-29' } },
      ['27T23:00', '28T22:00'],
    ],
    ['that is free', { ...HOUR, transparency: 'transparent' }, null],
    ['that was cancelled', { ...HOUR, status: 'cancelled' }, null],
    ['that the coach declined', { ...HOUR, attendees: [{ self: true, responseStatus: 'declined' }] }, null],
    ['that somebody else declined', { ...HOUR, attendees: [{ responseStatus: 'declined' }] }, ['28T00:00', '28T02:00']],
    ['that is a place of work', { ...HOUR, eventType: 'workingLocation' }, null],
    ['without times', {}, null],
    ['with times that cannot be read', { start: { dateTime: 'soon' }, end: { dateTime: 'later' } }, null],
    ['that ends when it starts', { start: HOUR.start, end: HOUR.start }, null],
  ])('%s makes busy when it should', (_, event, expected) => {
    const span = expected && { start: utc(expected[0]), end: utc(expected[1]) };
    expect(busySpan({ id: 'a', ...event }, 'Europe/Berlin')).toEqual(span);
  });

  it.each<[string, Partial<GoogleEvent>, string]>([
    ['the same', { summary: 'Renamed' } as object, 'same'],
    ['moved', { end: { dateTime: '2027-03-28T04:30:00+02:00' } }, 'moved'],
    ['deleted', { status: 'cancelled' }, 'deleted'],
  ])('of ours is %s', (_, change, kind) => {
    const written = { start: utc('28T00:00'), end: utc('28T02:00') };
    expect(compare(written, { id: 'a', ...HOUR, ...change }, 'UTC').kind).toBe(kind);
  });

  it('is ours by its id, of this installation only', () => {
    const installation = '0f9b2c1e-6f0a-4a53-9d0a-3a4d2f1c7b12';
    const plain = installation.replaceAll('-', '');
    expect(isOurs(`booking12i${plain}`, installation)).toBe(true);
    expect(isOurs(`groupsession12i${plain}`, installation)).toBe(true);
    expect(isOurs(`booking12i${'0'.repeat(32)}`, installation)).toBe(false);
    expect(isOurs(`meeting${plain}`, installation)).toBe(false);
  });

  it('is tentative while its session is pending', () => {
    const session = { summary: 'Training', start: new Date(0), end: new Date(1), location: null } as const;
    expect(eventBody({ ...session, status: 'TENTATIVE' })).toMatchObject({
      status: 'tentative',
      location: '',
    });
    expect(eventBody({ ...session, status: 'CONFIRMED' }).status).toBe('confirmed');
  });
});

describe('an answer of Google’s', () => {
  it.each([
    [400, 'invalid_grant', 'disconnected'],
    [400, 'badRequest', 'refused'],
    [401, '', 'unauthorized'],
    [403, 'userRateLimitExceeded', 'busy'],
    [403, 'quotaExceeded', 'busy'],
    [403, 'forbidden', 'refused'],
    [404, '', 'not-found'],
    [409, '', 'exists'],
    [410, '', 'gone'],
    [412, '', 'changed'],
    [429, '', 'busy'],
    [500, '', 'busy'],
    [302, '', 'refused'],
  ])('%i %s means %s', (status, body, fault) => {
    expect(faultOf(status, body)).toBe(fault);
  });

  it('that is a failure makes pauses grow up to a day', () => {
    expect([0, 1, 2, 50].map(readAgainIn)).toEqual([300, 600, 1_200, 86_400]);
    expect([1, 2, 3, 50].map((failures) => tryAgainIn(failures, 0))).toEqual([10, 30, 90, 86_400]);
    expect(tryAgainIn(1, 1)).toBe(11);
  });
});
