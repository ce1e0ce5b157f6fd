import type { ReviewTexts, ReviewWords } from '../texts/review-texts.js';
import type { Reader, ReviewFacts } from './facts.js';
import { type Message, oneLine, type Sample, textsFor, withLink } from './message.js';
import { SESSION } from './sample-session.js';
import { sessionLines, sessionWords } from './session.js';

function reviewWords(reader: Reader, facts: ReviewFacts): ReviewWords {
  const { headline, details } = sessionWords(reader, facts);
  const author = facts.author === null ? null : oneLine(facts.author);
  return { coach: oneLine(facts.coach), author, headline, details };
}

/** A message to the client, who knows which session it is about. */
const toClient = (
  name: keyof ReviewTexts,
  reason: 'choice' | 'account',
  samples: readonly Sample<ReviewFacts>[],
): Message<ReviewFacts> => ({
  reason,
  words: (reader, facts) => withLink(textsFor(reader).messages[name](reviewWords(reader, facts)), facts.url),
  lines: sessionLines,
  samples,
});

/** A message to others. It does not show the session: that would say whose review it is. */
const toOthers = (
  name: keyof ReviewTexts,
  reason: 'choice' | 'account',
  samples: readonly Sample<ReviewFacts>[],
): Message<ReviewFacts> => ({ ...toClient(name, reason, samples), lines: () => [] });

const url = 'https://app.example.com/reviews/31';
const REVIEW: ReviewFacts = { ...SESSION, status: 'completed', url, author: 'Jörg O.' };
const role = 'client';

/** After a session: its client is asked for a review. */
export const reviewInvited = toClient('review.invited', 'choice', [{ title: 'of a session', role, facts: REVIEW }]);

/** To the coach: somebody reviewed a session. */
export const reviewCreated = toOthers('review.created', 'choice', [
  { title: 'with a name', role: 'coach', facts: REVIEW },
  { title: 'without a name', role: 'coach', facts: { ...REVIEW, author: null, url: null } },
]);

/** To the client: the coach answered. */
export const reviewReplied = toClient('review.replied', 'choice', [{ title: 'of a session', role, facts: REVIEW }]);

/** To admins: a coach wants a review removed. */
export const reviewReported = toOthers('review.reported', 'account', [
  { title: 'to an admin', role: 'admin', facts: REVIEW },
]);

/** To the client: an admin removed the review. */
export const reviewRemoved = toClient('review.removed', 'account', [{ title: 'of a session', role, facts: REVIEW }]);
