/** The list of coaches. */
export const coaches = {
  title: 'Find a coach',
  note: 'Look at what they do best, and book a time.',
  words: 'Name or specialty',
  rating: 'Rating',
  anyRating: 'Any',
  atLeast: (stars: string) => `At least ${stars} stars`,
  sort: 'Sorted by',
  byName: 'Name',
  byRating: 'Rating',
  ratingHint: 'Few reviews count less than many; who has none counts as average.',
  onlyFree: 'Only coaches with something free',
  empty: 'No coach fits. Try fewer words, or any rating.',
  noReviews: 'No reviews yet',
  strengths: 'Strengths',
  experience: (text: string) => `Experience: ${text}`,
};
