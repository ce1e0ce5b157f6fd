/** What a link is for: how long it works, and the page that it opens. */
export const LINK_PURPOSES = {
  reset: { hours: 1, page: 'reset-password' },
  verify: { hours: 24, page: 'verify-email' },
  email: { hours: 24, page: 'change-email' },
} as const;

export type LinkPurpose = keyof typeof LINK_PURPOSES;
