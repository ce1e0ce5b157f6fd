import type { RefundStatus } from '@vibe-coaching/client';

/** What lists are narrowed down by. */
export const filters = {
  show: 'Show',
  reset: 'Show all',
  client: 'Client (number)',
  coach: 'Coach (number)',
  from: 'From',
  to: 'To',
};

/** Bookings of anybody. */
export const bookings = {
  title: 'Bookings',
  note: 'The one that was booked last comes first.',
  contested: 'Contested',
  contestedNote: 'Their clients contest who came. Open one to decide.',
  none: 'There is no booking here.',
  session: 'Session',
  when: 'When',
  unscheduled: 'No time',
  status: 'Status',
};

/** Payments by card of anybody. */
export const payments = {
  note: 'Payments by card, the latest first.',
  none: 'There is no payment here.',
  provider: 'Provider',
  refunds: 'Refunds',
  refundFailed: 'Refund failed',
  refundStatuses: { pending: 'Waiting', sent: 'On its way', done: 'Refunded', failed: 'Failed' } satisfies Record<
    RefundStatus,
    string
  >,
  refund: (id: number) => `refund ${id}`,
  retried: 'The refund is tried once more now.',
};
