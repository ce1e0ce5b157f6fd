import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The turns of everybody who writes what a person has booked, holds or waits for: of the coaches, then of the person, then of clients whom
 * they offer something as a coach. For those who change or delete a person, before they lock that person's row.
 */
const TAKE_TURNS_OF = `
  CREATE FUNCTION bookings_take_turns_of(person integer) RETURNS void LANGUAGE plpgsql AS $$
  DECLARE
    coach  integer;
    client integer;
  BEGIN
    FOR coach IN
      SELECT b.coach_id FROM bookings b WHERE b.client_id = person AND b.status IN ('pending', 'confirmed')
       UNION
      SELECT e.coach_id FROM waitlist_entries e WHERE e.client_id = person AND e.status IN ('waiting', 'offered')
       ORDER BY 1
    LOOP
      PERFORM bookings_take_turns(coach, NULL);
    END LOOP;
    PERFORM bookings_take_turns(person, NULL);
    FOR client IN
      SELECT DISTINCT b.client_id FROM bookings b WHERE b.coach_id = person AND b.kind = 'offer' ORDER BY 1
    LOOP
      PERFORM bookings_take_turns(NULL, client);
    END LOOP;
  END $$`;

/** The function of migration 059. `lock`: how the row of whoever is next is kept from those who deactivate or delete them. */
const next = (lock: string) => `
  CREATE OR REPLACE FUNCTION waitlist_next(coach integer, queue text, session integer, starts timestamptz, ends timestamptz, at timestamptz, passed integer[])
  RETURNS SETOF waitlist_entries LANGUAGE plpgsql AS $$
  DECLARE
    entry  waitlist_entries;
    reason text;
  BEGIN
    FOR entry IN
      SELECT e.* FROM waitlist_entries e
       WHERE e.coach_id = coach AND e.kind = queue AND e.group_session_id IS NOT DISTINCT FROM session AND e.status = 'waiting'
         AND e.id <> ALL (passed)
         AND NOT EXISTS (
           SELECT FROM connections c WHERE c.coach_id = coach AND c.client_id = e.client_id AND c.blocked_at IS NOT NULL)
       ORDER BY e.id FOR UPDATE SKIP LOCKED
    LOOP
      PERFORM FROM users u WHERE u.id = entry.client_id AND u.role = 'client' AND u.is_active ${lock};
      CONTINUE WHEN NOT FOUND;
      DELETE FROM bookings b WHERE b.kind = 'hold' AND b.client_id = entry.client_id AND b.held_until <= at;
      reason := CASE
        WHEN queue = 'slot' AND coalesce((SELECT s.client_limit FROM schedules s WHERE s.coach_id = coach),
          nullif(nullif(current_setting('app.client_limit', true), ''), '0')::integer) <= (
          SELECT count(*) FROM bookings b WHERE b.coach_id = coach AND b.client_id = entry.client_id
             AND b.kind = 'booking' AND b.status IN ('pending', 'confirmed')
        ) THEN 'client-limit'
        WHEN EXISTS (
          SELECT FROM bookings b WHERE b.client_id = entry.client_id AND b.status IN ('pending', 'confirmed')
             AND b.scheduled_at IS NOT NULL AND tstzrange(b.scheduled_at, b.ends_at) && tstzrange(starts, ends)
             AND starts IS NOT NULL
        ) THEN 'you-are-busy' END;
      IF reason IS NULL THEN
        RETURN NEXT entry;
        RETURN;
      END IF;
      UPDATE waitlist_entries e SET skipped_for = reason, updated_at = at
       WHERE e.id = entry.id AND e.skipped_for IS DISTINCT FROM reason;
    END LOOP;
  END $$`;

/**
 * A queue passes over whom an admin deactivates or deletes just now. The queue has locked their entry already, which the deletion wants: to wait
 * for the deletion would be a deadlock.
 */
const PASS_OVER = 'FOR KEY SHARE SKIP LOCKED';

/** Lets whoever ends what a person has wait for those who change the same sessions, instead of each waiting for the other. */
export class EndInTurns1735689600061 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(TAKE_TURNS_OF);
    await runner.query(next(PASS_OVER));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(next('FOR SHARE'));
    await runner.query(`DROP FUNCTION bookings_take_turns_of(integer)`);
  }
}
