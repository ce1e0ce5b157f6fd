import { changeRefusalOf, type ReviewSituation, writeRefusalOf } from './review-refusal.js';

const ME = 5;
const OLD: ReviewSituation = { clientId: ME, tookPlace: true, status: null };
const PUBLISHED: ReviewSituation = { ...OLD, status: 'published' };
const REMOVED: ReviewSituation = { ...OLD, status: 'removed' };
const DELETED: ReviewSituation = { ...OLD, status: 'deleted' };

describe('why a review was not written', () => {
  it.each([
    ['there is no such booking', undefined, 'booking-not-found'],
    ['it is another client’s booking', { ...OLD, clientId: 6 }, 'not-your-booking'],
    ['it has a review', PUBLISHED, 'already-reviewed'],
    ['an admin removed its review', REMOVED, 'already-reviewed'],
    ['its review was deleted', DELETED, 'already-reviewed'],
    ['the session did not take place', { ...OLD, tookPlace: false }, 'not-reviewable'],
    ['the 30 days are over', OLD, 'review-too-late'],
  ])('%s', (_, situation, code) => {
    expect(writeRefusalOf(situation, ME).code).toBe(code);
  });
});

describe('why a review was not read, changed or deleted', () => {
  it.each([
    ['there is no such booking', undefined, 'change', 'booking-not-found'],
    ['it is another client’s booking', { ...PUBLISHED, clientId: 6 }, 'read', 'not-your-booking'],
    ['it has no review', OLD, 'read', 'review-not-found'],
    ['it has no review', OLD, 'change', 'review-not-found'],
    ['its review was deleted', DELETED, 'delete', 'review-not-found'],
    ['an admin removed its review', REMOVED, 'change', 'review-removed'],
    ['the 30 days are over', PUBLISHED, 'change', 'review-too-late'],
    ['the 30 days are over', PUBLISHED, 'delete', 'review-too-late'],
    ['the 30 days are over for a removed one', REMOVED, 'delete', 'review-too-late'],
  ] as const)('%s: %3$s', (_, situation, deed, code) => {
    expect(changeRefusalOf(situation, ME, deed).code).toBe(code);
  });
});
