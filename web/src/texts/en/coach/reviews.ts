/** Reviews of a coach, as the coach sees them. */
export const reviews = {
  none: 'Nobody has reviewed you yet. Clients can do so after a completed session.',
  yourReply: 'Your reply',
  reply: 'Reply',
  replyTo: (author: string) => `Reply to ${author}`,
  replyHint: 'Everybody who looks at your page can read it.',
  report: 'Report',
  reportOf: (author: string) => `Report the review of ${author}`,
  reported: 'Thank you. An admin looks at it; until then it stays.',
  reason: 'What is wrong with it?',
  reasonHint: 'Only admins read this.',
};
