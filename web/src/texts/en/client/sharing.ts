import type { CheckoutStatus, HealthData, PurchaseStatus, Section } from '@vibe-coaching/client';

/** Who sees what of a client. */
export const sharing = {
  title: 'Sharing',
  note: 'Coaches with whom you have booked see what you share with them.',
  none: 'No coach sees anything of you yet. With your first booking you share with a coach, and choose here what.',
  sections: {
    profile: 'Profile',
    health: 'Health in the profile',
    workouts: 'Workout logs and plans',
    diet: 'Diet logs and plans',
    progress: 'Progress',
  } satisfies Record<Section, string>,
  what: 'What this coach sees',
  since: 'Since',
  ended: 'You ended this connection:',
  end: 'End the connection',
  endOne: (name: string) => `End the connection with ${name}`,
  endHint: 'This coach then sees nothing of you any more. Your bookings stay.',
  saved: 'Saved.',
  log: 'Who looked',
  logNone: 'Nobody has looked at your data yet.',
  reader: 'Who',
  read: 'What',
  at: 'When',
  data: {
    profile: 'Profile',
    workout_logs: 'Workout logs',
    diet_logs: 'Diet logs',
    progress: 'Progress',
    plans: 'Plans',
    activity: 'How much you log',
  } satisfies Record<HealthData, string>,
};

/** What a client paid. */
export const payments = {
  title: 'Payments',
  list: 'Payments',
  none: 'You have not paid for anything yet.',
  what: 'What',
  session: 'Session',
  pack: 'Pack',
  coach: 'Coach',
  amount: 'Amount',
  state: 'State',
  at: 'When',
  receipt: 'Receipt',
  receiptOf: (name: string) => `Receipt: ${name}`,
  statuses: { open: 'Open', paid: 'Paid', returned: 'Returned', ended: 'Not paid' } satisfies Record<
    CheckoutStatus,
    string
  >,
  back: (amount: string) => `${amount} went back`,
  credits: 'Credits',
  creditsNone: 'You have no pack. The page of a coach shows the packs that you can buy.',
  left: (count: number) => (count === 1 ? '1 credit left' : `${count} credits left`),
  counts: (reserved: number, used: number) => `${reserved} for sessions ahead, ${used} used`,
  expires: 'Use them before',
  purchaseStatuses: {
    open: 'Not paid yet',
    paid: 'Paid',
    expired: 'Not paid in time',
    refunded: 'Refunded',
  } satisfies Record<PurchaseStatus, string>,
  purchase: 'Your pack',
  purchaseGone: 'There is no such purchase.',
  toCoach: 'Book a session',
};
