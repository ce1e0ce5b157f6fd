import type { ReviewTexts } from './review-texts.js';

const VIEW = 'Bewertung ansehen';

/** German, about reviews. */
export const reviewsDe: ReviewTexts = {
  'review.invited': (r) => ({
    subject: `Wie war es? ${r.headline}`,
    title: 'Wie war dein Termin?',
    body: [
      `Du hast mit ${r.coach} trainiert: ${r.details}. Wie war es?`,
      'Eine Bewertung hilft anderen bei der Wahl. Du kannst sie 30 Tage lang schreiben, mit oder ohne deinen Namen.',
    ],
    action: 'Bewertung schreiben',
  }),
  'review.created': (r) => ({
    subject: r.author === null ? 'Neue Bewertung' : `Neue Bewertung von ${r.author}`,
    title: 'Neue Bewertung',
    body: [`${r.author ?? 'Jemand'} hat einen Termin mit dir bewertet.`, 'Alle können es lesen. Du kannst antworten.'],
    action: VIEW,
  }),
  'review.replied': (r) => ({
    subject: `${r.coach} hat auf deine Bewertung geantwortet`,
    title: 'Antwort auf deine Bewertung',
    body: [
      `${r.coach} hat auf deine Bewertung dieses Termins geantwortet: ${r.details}.`,
      'Alle können die Antwort unter deiner Bewertung lesen.',
    ],
    action: VIEW,
  }),
  'review.reported': (r) => ({
    subject: `Bewertung gemeldet: ${r.coach}`,
    title: 'Bewertung gemeldet',
    body: [
      `${r.coach} hat eine Bewertung gemeldet.`,
      'Bitte entscheide, ob sie bleibt. Du findest sie mit dem Grund bei den gemeldeten Bewertungen.',
    ],
    action: VIEW,
  }),
  'review.removed': (r) => ({
    subject: `Deine Bewertung von ${r.coach} wurde entfernt`,
    title: 'Deine Bewertung wurde entfernt',
    body: [
      `Wir haben deine Bewertung dieses Termins entfernt: ${r.details}.`,
      'Niemand sonst sieht sie mehr. Den Grund findest du bei deiner Bewertung.',
    ],
    action: VIEW,
  }),
};
