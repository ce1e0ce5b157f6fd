/** Every third completed session has a review; a few were removed, and of some the report waits. */
export const REVIEWS = [
  `INSERT INTO reviews (booking_id, coach_id, status, rating, text, show_name, on_account_deletion, created_at, reported_at,
     report_reason, decided_at, decision_reason)
   SELECT id, coach_id, CASE WHEN id % 300 = 0 THEN 'removed' ELSE 'published' END, 1 + id % 5, 'Clear and patient.', true, 'anonymise',
          updated_at, CASE WHEN id % 200 = 0 THEN updated_at END, CASE WHEN id % 200 = 0 THEN 'Rude.' END,
          CASE WHEN id % 300 = 0 THEN updated_at END, CASE WHEN id % 300 = 0 THEN 'Rude.' END
     FROM bookings WHERE kind = 'booking' AND status = 'completed' AND id % 3 = 0
       ON CONFLICT DO NOTHING`,
  `UPDATE users u SET rating_count = said.count, rating_sum = said.sum
     FROM (SELECT coach_id, count(*) AS count, sum(rating) AS sum FROM reviews WHERE status = 'published' GROUP BY coach_id) said
    WHERE u.id = coach_id`,
];
