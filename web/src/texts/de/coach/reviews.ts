import type { reviews as en } from '../../en/coach/reviews.js';

/** Reviews of a coach, as the coach sees them. */
export const reviews: typeof en = {
  none: 'Noch hat dich niemand bewertet. Klienten können das nach einem erledigten Termin.',
  yourReply: 'Deine Antwort',
  reply: 'Antworten',
  replyTo: (author: string) => `Antworten: ${author}`,
  replyHint: 'Alle, die deine Seite ansehen, können sie lesen.',
  report: 'Melden',
  reportOf: (author: string) => `Melden: Bewertung von ${author}`,
  reported: 'Danke. Ein Admin sieht sie sich an; bis dahin bleibt sie stehen.',
  reason: 'Was stimmt damit nicht?',
  reasonHint: 'Das lesen nur Admins.',
};
