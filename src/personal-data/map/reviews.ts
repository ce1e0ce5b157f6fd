import type { HeldTables } from './held-table.js';

const ANONYMOUS = 'an anonymous review stays, unless its writer chose that it goes';

/** What clients say of sessions, and what coaches answer. */
export const REVIEWS: HeldTables = {
  reviews: {
    holds: 'What a client said of a session, what its coach answered or held against it, and what admins decided.',
    why: 'So that clients can choose a coach by what others say.',
    kept: 'Until its writer deletes it. The empty row stays, so that no session is reviewed twice.',
    whose: [
      {
        ...{ who: 'the client', rows: 'booking_id IN (SELECT b.id FROM bookings b WHERE b.client_id = $1)' },
        ...{ file: 'reviews', explained: 'your reviews of sessions' },
        without: ['reply', 'replied_at', 'report_reason', 'reported_at'],
      },
      {
        ...{ who: 'the coach', rows: 'coach_id = $1', file: 'coaching/reviews' },
        explained: 'reviews of your sessions, without their writers, and what you answered or reported',
        without: ['show_name', 'on_account_deletion', 'decision_reason', 'decided_at'],
        shows: {
          rating: `CASE WHEN status = 'published' THEN rating END`,
          text: `CASE WHEN status = 'published' THEN text END`,
        },
      },
    ],
    deletion: {
      ...{ rating: ANONYMOUS, text: ANONYMOUS, status: ANONYMOUS, on_account_deletion: ANONYMOUS },
      ...{ created_at: ANONYMOUS, edited_at: ANONYMOUS, decision_reason: ANONYMOUS, decided_at: ANONYMOUS },
    },
    order: 'created_at, id',
    columns: {
      ...{ id: 'key', booking_id: 'key', coach_id: 'person', status: 'data', rating: 'data', text: 'data' },
      ...{ show_name: 'data', on_account_deletion: 'data', created_at: 'data', edited_at: 'data', reply: 'data' },
      ...{ replied_at: 'data', report_reason: 'data', reported_at: 'data' },
      ...{ decision_reason: 'data', decided_at: 'data' },
    },
  },
};
