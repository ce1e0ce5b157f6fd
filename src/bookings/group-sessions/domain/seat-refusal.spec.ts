import { seatRefusalOf, type SeatSituation } from './seat-refusal.js';

const FREE: SeatSituation = { isOffered: true, isMine: false, isFull: false, hasOffer: true, isBusy: false };

describe('the reason why a client got no seat', () => {
  it.each([
    ['group-session-not-found', 'it is cancelled, over or unknown, whatever else', { isOffered: false, isMine: true }],
    ['already-booked', 'the client has a seat', { isMine: true }],
    ['already-booked', 'the client has a seat and it is full', { isMine: true, isFull: true, isBusy: true }],
    ['hold-gone', 'the offer is gone and it is full', { hasOffer: false, isFull: true }],
    ['full', 'no seat is left', { isFull: true }],
    ['full', 'no seat is left and the client is busy', { isFull: true, isBusy: true }],
    ['you-are-busy', 'the client has another session', { isBusy: true }],
  ] as const)('%s: %s', (code, _, situation) => {
    expect(seatRefusalOf({ ...FREE, ...situation })?.code).toBe(code);
  });

  it('is null when a seat is free by now', () => {
    expect(seatRefusalOf(FREE)).toBeNull();
  });
});
