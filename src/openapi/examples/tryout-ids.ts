import type { ParameterObject } from '@nestjs/swagger';

/** Rows that the demo world with scenarios has to try things out with have ids from here on (seeds/tryouts.ts). */
export const FIRST_TRYOUT_ID = 900_001;

const [FIRST, SECOND, THIRD] = [FIRST_TRYOUT_ID, FIRST_TRYOUT_ID + 1, FIRST_TRYOUT_ID + 2];

/** A booking of a video session. */
const VIDEO_SESSION = FIRST_TRYOUT_ID + 4;

/** Completed sessions, with a review and without one. */
const [REVIEWED_SESSION, UNREVIEWED_SESSION] = [FIRST_TRYOUT_ID + 5, FIRST_TRYOUT_ID + 6];

/** Past sessions: nobody has said who came to the first, and its client missed the second. */
const [STARTED_SESSION, MISSED_SESSION] = [FIRST_TRYOUT_ID + 7, FIRST_TRYOUT_ID + 8];

/** Sessions to pay for: by card, and in person. */
const [UNPAID_SESSION, SESSION_TO_SETTLE] = [FIRST_TRYOUT_ID + 9, FIRST_TRYOUT_ID + 13];

/** Of the documented logins `client1@vibe.com`, `coach1@vibe.com` and `admin@vibe.com`: each reads only their own rows. */
const OWN = { client: FIRST, coach: SECOND, admin: THIRD };
const OF_SUBSCRIBERS = { client: FIRST, coach: SECOND };
const OF_WEBHOOKS = { coach: SECOND, admin: THIRD };

const OWN_PATHS = /\/(client\/[\w-]+|notifications)\/\{id\}/;
const IDS: Readonly<Record<string, number>> = { coach_id: 2, client_id: 5, user_id: FIRST };

/** An id that Swagger UI fills in, so that the request succeeds. The first of several is the client’s; each role has its own. */
export function exampleOfId(method: string, path: string, name: string): Pick<ParameterObject, 'example' | 'examples'> {
  if (OWN_PATHS.test(path)) return { examples: byRole(OWN) };
  if (path.includes('/webhooks/')) return { examples: byRole(OF_WEBHOOKS) };
  if (path.includes('/calendars/') && !path.includes('/conflicts/')) return { examples: byRole(OF_SUBSCRIBERS) };
  if (path.endsWith('/review')) return { example: method === 'post' ? UNREVIEWED_SESSION : REVIEWED_SESSION };
  if (path.endsWith('/attendance/contest')) return { example: MISSED_SESSION };
  if (path.includes('/bookings/{id}/attendance')) return { example: STARTED_SESSION };
  if (path.endsWith('/checkout')) return { example: UNPAID_SESSION };
  if (path.endsWith('/payment')) return { example: SESSION_TO_SETTLE };
  if (path.endsWith('/video')) return { example: VIDEO_SESSION };
  if (path.includes('/session-types/{id}')) return { example: SECOND };
  return { example: IDS[name] ?? FIRST };
}

const byRole = (ids: Readonly<Record<string, number>>) =>
  Object.fromEntries(Object.entries(ids).map(([role, value]) => [role, { summary: `As ${role}`, value }]));
