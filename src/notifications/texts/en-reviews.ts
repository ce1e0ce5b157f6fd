import type { ReviewTexts } from './review-texts.js';

const VIEW = 'View the review';

/** English, about reviews. */
export const reviewsEn: ReviewTexts = {
  'review.invited': (r) => ({
    subject: `How was it? ${r.headline}`,
    title: 'How was your session?',
    body: [
      `You trained with ${r.coach}: ${r.details}. How was it?`,
      'A review helps others to choose a coach. You can write it within 30 days, with or without your name.',
    ],
    action: 'Write a review',
  }),
  'review.created': (r) => ({
    subject: `New review by ${r.author ?? 'a client'}`,
    title: 'New review',
    body: [`${r.author ?? 'A client'} reviewed a session with you.`, 'Everybody can read it. You can answer it.'],
    action: VIEW,
  }),
  'review.replied': (r) => ({
    subject: `${r.coach} answered your review`,
    title: 'Answer to your review',
    body: [
      `${r.coach} answered your review of this session: ${r.details}.`,
      'Everybody can read it below your review.',
    ],
    action: VIEW,
  }),
  'review.reported': (r) => ({
    subject: `Review reported by ${r.coach}`,
    title: 'Review reported',
    body: [
      `${r.coach} reported a review.`,
      'Please decide whether it stays. You find it, and the reason, among the reported reviews.',
    ],
    action: VIEW,
  }),
  'review.removed': (r) => ({
    subject: `Your review of ${r.coach} was removed`,
    title: 'Your review was removed',
    body: [
      `We removed your review of this session: ${r.details}.`,
      'Nobody else sees it any more. You find the reason with your review.',
    ],
    action: VIEW,
  }),
};
