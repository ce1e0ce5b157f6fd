import type { WaitKind, WaitStatus } from '@vibe-coaching/client';

/** What a client waits for. */
export const waitlist = {
  title: 'Waitlist',
  note: 'What becomes free is offered to the first who can take it.',
  live: 'Waiting',
  over: 'Over',
  none: 'You wait for nothing. Where nothing is free, the page of a coach lets you join the waitlist.',
  noneOver: 'What you have waited for appears here.',
  kinds: { slot: 'A slot', time: 'A time', seat: 'A seat' } satisfies Record<WaitKind, string>,
  with: (what: string, coach: string) => `${what} with ${coach}`,
  statuses: {
    waiting: 'Waiting',
    offered: 'Offered',
    booked: 'Booked',
    left: 'Left',
    expired: 'Expired',
  } satisfies Record<WaitStatus, string>,
  position: (place: number) => (place === 1 ? 'You are next.' : `Place ${place} in the queue.`),
  after: (time: string) => `not before ${time}`,
  before: (time: string) => `not after ${time}`,
  offered: 'Offered to you:',
  left: (left: string) => `You have ${left} to decide.`,
  offerOver: 'The offer has ended.',
  accept: 'Accept',
  acceptOne: (name: string) => `Accept: ${name}`,
  decline: 'Decline',
  declineOne: (name: string) => `Decline: ${name}`,
  leave: 'Leave',
  leaveOne: (name: string) => `Leave the waitlist: ${name}`,
  leaveHint: 'You lose your place in the queue.',
};
