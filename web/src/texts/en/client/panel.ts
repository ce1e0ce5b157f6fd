import type { Verdict } from '@vibe-coaching/client';

/** Booking a time. */
export const panel = {
  title: (coach: string) => `Book with ${coach}`,
  price: 'Price',
  held: (left: string) => `This time is held for you: ${left} left.`,
  holdOver: 'The time is not held for you any more.',
  holdAgain: 'Hold it again',
  repeat: 'Repeat this session',
  repeatHint: 'A series at the same time of the day, by the clock of your coach.',
  book: 'Book this time',
  confirming: 'After booking',
  confirmedAtOnce: 'It is confirmed at once.',
  confirmedWhenPaid: 'It is confirmed once it is paid.',
  coachConfirms: 'The coach confirms it. You get a mail.',
  cancelling: 'Cancelling',
  freeUntil: (moment: string) => `Free until ${moment}`,
  freeUntilStart: 'Free until the start',
  later: (cost: string) => `then ${cost}`,
  isLate: (cost: string) => `${cost}: the start is near`,
  isLateAndFree: 'Free, but it counts as late: the start is near',
  notComing: 'Not coming',
  ofPrice: (percent: string) => `${percent} of the price`,
  oneCredit: 'one credit',
  credits: (count: number) =>
    `You have ${count === 1 ? '1 credit' : `${count} credits`} with this coach. This session takes one.`,
  noCredits: 'Only credits pay for this session, and you have none that fits. Buy a pack of this coach first.',
  payNext: 'You pay next. The time is kept for you for 30 minutes.',
  every: 'How often',
  weeks: (count: number) => (count === 1 ? 'Every week' : `Every ${count} weeks`),
  count: 'Number of sessions',
  plan: 'Sessions of the series',
  conflicts: (count: number) =>
    count === 1
      ? 'One session cannot be booked. It is left out if you book the others.'
      : `${count} sessions cannot be booked. They are left out if you book the others.`,
  bookAll: (count: number) => `Book ${count} sessions`,
  bookFree: (count: number) => `Book the ${count} that are free`,
};

/** Why a session cannot be booked. */
export const verdicts: Readonly<Record<Verdict, string>> = {
  free: 'Free',
  'no-such-time': 'Clocks jump over it',
  'no-hours': 'No hours',
  'in-the-past': 'In the past',
  'too-soon': 'Too soon',
  'too-late-ahead': 'Too far ahead',
  'outside-hours': 'Outside the hours',
  'time-off': 'Coach is away',
  'off-grid': 'No start at that minute',
  'coach-busy': 'Coach is busy',
  'too-close': 'Too close to another',
  held: 'Someone is about to book it',
  'daily-limit': 'Day is full',
  'client-limit': 'Too many with this coach',
  'you-are-busy': 'You are busy',
};

/** What a session costs, and how it is paid. */
export const prices = {
  free: 'Free of charge',
  credits: 'With a credit of a pack',
  creditsOf: (amount: string) => `${amount}, with a credit of a pack`,
  atSession: (amount: string) => `${amount}, paid at the session`,
  toBook: (amount: string) => `${amount}, paid when you book`,
};
