import type { AttendanceOutcome, PaymentMethod, PaymentStatus } from '@vibe-coaching/client';

/** The list of bookings. */
export const bookings = {
  title: 'My bookings',
  upcoming: 'Upcoming',
  past: 'Past',
  noUpcoming: 'Nothing is booked. Find a coach and choose a time.',
  noPast: 'Sessions that are over appear here.',
  cancelled: 'Cancelled',
  noCancelled: 'Nothing was cancelled.',
  calendar: {
    title: 'In your calendar',
    hint: 'With a link of your own, your calendar shows all bookings and follows each change. Whoever knows it can read them.',
    make: 'Make a calendar link',
    made: 'Add this address to your calendar as a subscription. It is shown this once; you can end it here.',
    link: 'Link of',
    end: 'End the link',
    endHint: 'Calendars that use it are not updated any more.',
    address: 'Address of your calendar',
  },
};

/** One booking. */
export const booking = {
  title: 'Booking',
  details: 'Details',
  coach: 'Coach',
  client: 'Client',
  payment: 'Payment',
  note: 'Note',
  cancelReason: 'Why it was cancelled',
  late: 'Cancelled late',
  lateYes: 'Yes',
  lateWaived: 'Yes, at no cost: the time was taken again',
  series: 'Series',
  toSeries: 'See all sessions of the series',
  noTime: 'No time yet',
  toCalendar: 'Add to calendar',
  cancelInCalendar: 'Cancellation for my calendar',
  join: 'Join by video',
  history: 'History',
  noHistory: 'Nothing has happened yet.',
  system: 'The platform',
  movedTo: 'Moved to',
  actions: 'Change it',
  move: 'Move',
  cancel: 'Cancel the booking',
  pay: 'Pay now',
  freeUntil: 'You can cancel without costs until',
  freeEnded: 'Cancelling now is late. It was free until',
  tooLateToMove: 'It is too late to move it.',
  noTimeYet: 'It can be moved once it has a time.',
  requested: 'Your request is sent. You get a mail when it is answered.',
  booked: 'Booked. You get a mail about it.',
  paidNow: 'Thank you: it is paid.',
  paidSoon: 'Thank you. The payment is on its way to us; that takes a moment.',
  notPaid: 'The payment was cancelled. Nothing was charged.',
  isMoved: 'It is moved. Your coach is told.',
  isCancelled: 'It is cancelled. Your coach is told.',
};

export const payment = {
  statuses: {
    none: 'Nothing to pay',
    due: 'Not paid yet',
    paid: 'Paid',
    refunded: 'Refunded',
    partly_refunded: 'Partly refunded',
    waived: 'Nothing to pay any more',
  } satisfies Record<PaymentStatus, string>,
  methods: { card: 'card', credit: 'a credit of a pack', at_session: 'at the session' } satisfies Record<
    PaymentMethod,
    string
  >,
  back: (amount: string) => `${amount} go back`,
  receipt: 'Receipt',
};

export const cancel = {
  title: 'Cancel this booking?',
  late: 'It is late: your coach asks for an earlier cancellation.',
  inTime: 'You are in time: the cancellation costs nothing.',
  fee: 'You pay',
  refund: 'You get back',
  credits: 'Credits that come back',
  reason: 'Reason (optional)',
  button: 'Cancel it',
};

export const move = {
  title: 'Move to another time',
  now: 'Now:',
  to: 'New time:',
  button: 'Move it there',
};

export const attendance = {
  title: 'Who came',
  outcomes: {
    attended: 'The session took place.',
    client_no_show: 'Your coach says that you did not come.',
    coach_no_show: 'Your coach did not come.',
  } satisfies Record<AttendanceOutcome, string>,
  contested: 'You contested that. An admin will decide.',
  decided: 'You contested that. An admin has decided.',
  reason: 'What happened?',
  hint: 'Your coach and the admins read it.',
  contest: 'Contest it',
};

export const review = {
  title: 'Your review',
  rating: 'Rating',
  text: 'What would you tell others? (optional)',
  named: 'Show my name',
  namedHint: 'As first name and one letter; else as “A client”.',
  write: 'Publish the review',
  edit: 'Edit the review',
  remove: 'Delete the review',
  removeHint: 'Stars and text are gone then.',
  removed: (reason: string) => `An admin removed it: ${reason}`,
};

export const series = {
  title: 'Series',
  list: 'Series',
  next: 'Next:',
  sessions: 'Sessions',
  everyWeeks: (count: number) => (count === 1 ? 'Every week' : `Every ${count} weeks`),
  moved: 'Moved',
  move: 'Move the series',
  moveHint:
    'A session and all later ones go as many days further. Those that you moved one by one stay where they are.',
  moveFrom: 'From this session on',
  moveTo: 'Its new time',
  moveNow: 'Move them',
  cancel: 'Cancel the rest',
  cancelNow: 'Cancel all that are ahead',
  cancelHint:
    'All sessions that have not started are cancelled. Those that are near may be late, and cost what your coach asks for.',
};
