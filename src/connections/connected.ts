import { type Section, SECTIONS } from '../audit/sections.js';
import type { Parameter } from '../wire/lists/keyset-list.js';

export const CONNECTS = `status IN ('confirmed', 'completed')`;

/**
 * Only the client takes up an ended connection again: a booking that the coach makes for them does not. With LIMIT PostgreSQL looks the
 * one entry up; for NOT EXISTS it may read the history of all bookings.
 */
export const TAKEN_UP = `b.created_at > c.ended_at AND (
  SELECT h.actor_role FROM booking_history h WHERE h.booking_id = b.id AND h.from_status IS NULL LIMIT 1) IS DISTINCT FROM 'coach'`;

/**
 * Whether a booking connects the pair now: it is confirmed or completed, and the client made it after they ended the connection, if
 * they did. `c` is the row of the pair in connections, joined from the left: most pairs have none.
 */
export const connects = (coach: string, client: string) => `EXISTS (
  SELECT FROM bookings b WHERE b.coach_id = ${coach} AND b.client_id = ${client} AND b.${CONNECTS}
     AND (c.ended_at IS NULL OR ${TAKEN_UP}))`;

/** Whether the client shares a section; a pair without a row shares all. */
export const shares = (section: Section) => `coalesce(c.${section}, true)`;

/**
 * Opening clause of a statement: `mine (client_id, profile, health, …)` has the connected clients of a coach, whose id is the
 * parameter `coach`, and what they share. Jumps from client to client in the index, so many bookings of one client cost nothing.
 */
export const connectedClients = (coach: Parameter) => `
  WITH RECURSIVE reached AS (
    (SELECT client_id FROM bookings WHERE coach_id = ${coach} AND ${CONNECTS} ORDER BY client_id LIMIT 1)
    UNION ALL
    SELECT (SELECT b.client_id FROM bookings b
             WHERE b.coach_id = ${coach} AND b.client_id > reached.client_id AND b.${CONNECTS} ORDER BY b.client_id LIMIT 1)
      FROM reached WHERE reached.client_id IS NOT NULL
  ), mine AS (
    SELECT r.client_id, c.blocked_at, ${SECTIONS.map((section) => `${shares(section)} AS ${section}`).join(', ')}
      FROM reached r LEFT JOIN connections c ON c.coach_id = ${coach} AND c.client_id = r.client_id
     WHERE c.ended_at IS NULL OR ${connects(coach, 'r.client_id')}
  )`;

/**
 * Conditions on a column `user_id`. A user who is not a client now is nobody's client. With an array PostgreSQL looks
 * each client of `mine` up in an index. With `IN (SELECT …)` it cannot estimate their number, and reads the rows of all
 * users.
 */
export const ofMine = (section: Section) => `user_id = ANY (ARRAY(
  SELECT u.id FROM mine JOIN users u ON u.id = mine.client_id WHERE u.role = 'client' AND mine.${section}))`;

/** The same for one client: their id is `client`, a column or a parameter. */
export const ofOneOfMine = (coach: Parameter, client: string, section: Section) => `EXISTS (
  SELECT FROM users u LEFT JOIN connections c ON c.coach_id = ${coach} AND c.client_id = u.id
   WHERE u.id = ${client} AND u.role = 'client' AND ${shares(section)} AND ${connects(coach, 'u.id')})`;

export const OF_A_CLIENT = `user_id IN (SELECT id FROM users WHERE role = 'client')`;
/** The same for counts over all users: it compares with coaches and admins, who are few. */
export const OF_NO_OTHER = `user_id NOT IN (SELECT id FROM users WHERE role IN ('coach', 'admin'))`;
