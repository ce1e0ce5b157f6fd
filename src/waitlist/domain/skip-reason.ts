/** Why somebody was passed over: they keep their place. */
export const SKIP_REASONS = ['client-limit', 'you-are-busy'] as const;
export type SkipReason = (typeof SKIP_REASONS)[number];

const DETAILS: Readonly<Record<SkipReason, string>> = {
  'client-limit': 'The client already has as many active bookings with this coach as the coach allows.',
  'you-are-busy': 'The client has another session at that time.',
};

/** A reason as answers show it. */
export const skipInWords = (code: SkipReason) => ({ code, detail: DETAILS[code] });
