import type { coaches as en } from '../../en/client/coaches.js';

/** The list of coaches. */
export const coaches: typeof en = {
  title: 'Coach finden',
  note: 'Sieh dir an, was sie am besten können, und buche eine Zeit.',
  words: 'Name oder Fachgebiet',
  rating: 'Bewertung',
  anyRating: 'Egal',
  atLeast: (stars) => `Mindestens ${stars.replace('.', ',')} Sterne`,
  sort: 'Sortiert nach',
  byName: 'Name',
  byRating: 'Bewertung',
  ratingHint: 'Wenige Bewertungen zählen weniger als viele; wer keine hat, zählt als Durchschnitt.',
  onlyFree: 'Nur Coaches, bei denen etwas frei ist',
  empty: 'Kein Coach passt. Versuche es mit weniger Wörtern oder mit jeder Bewertung.',
  noReviews: 'Noch keine Bewertungen',
  strengths: 'Stärken',
  experience: (text) => `Erfahrung: ${text}`,
};
