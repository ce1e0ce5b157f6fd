import { ANY_REQUEST_IN_WORDS } from './fields/any-request.js';

export const INTRODUCTION = `
Clients look at coaches, see what is free and book training slots. Coaches run their bookings and see the profile, logs
and progress of the clients they are connected with. Admins see everything.

**To try it out** with the demo world, press *Authorize* on this page and log in with email and password. The accounts are \`client1@vibe.com\` to \`client10@vibe.com\`, \`coach1@vibe.com\` to
\`coach3@vibe.com\` and \`admin@vibe.com\`, all with the password \`vibe-demo-2026\`. In development, with the scenarios that \`POST /dev/reset\` makes,
each operation works as it is filled in. [What changed](/api/changes) since the last release.

Instants are UTC (\`2026-11-23T08:59:40.355Z\`), dates are calendar days (\`2026-11-23\`). Lists are plain arrays; when
there is more, the \`Link\` header has the address of the next page.

Every failure is a problem document (RFC 9457). Pages can show its \`detail\` to people; programs read its \`code\`, which
[/api/problems](/api/problems) explains. Operations that fail in the same ways share a response. Any request can also
fail with what the \`default\` response of each operation lists: ${ANY_REQUEST_IN_WORDS}.

Where the schema of a body says \`additionalProperties: false\`, the server refuses unknown fields. The other bodies are
forms: the server drops their unknown fields. It ignores unknown parameters of a query.

Where requests are limited, \`RateLimit: "user";r=50;t=30\` says that 50 are left for the next 30 seconds
(draft-ietf-httpapi-ratelimit-headers); the server answers one too many with 429.
`.trim();

/** The tags, in the order in which newcomers read them. */
export const TAGS: readonly (readonly [name: string, description: string])[] = [
  ['Accounts', 'Signing up, logging in, sessions and passwords.'],
  ['Bookings', 'Coaches, their free slots and their bookings.'],
  ['Free times', 'When coaches are free, holding a time, and booking one for a client.'],
  ['Series', 'Sessions that come again and again: asking, booking, and moving or cancelling the rest.'],
  ['Group sessions', 'Sessions with seats for several clients: finding them, and planning them as a coach.'],
  ['Waitlist', 'Waiting for a slot, a time or a seat, and taking what is offered.'],
  ['Packs and credits', 'Several sessions for one price: selling them, buying them, and the credits of clients.'],
  ['Payments', 'Paying for sessions by card or in person, what went back, and what coaches earned.'],
  ['Reviews', 'What clients say of sessions and coaches; replies, reports, and what admins decide.'],
  ['Calendars', 'Addresses to which calendar programs subscribe; calendars that a coach keeps elsewhere.'],
  ['Webhooks', 'Other systems are told what happens: endpoints, secrets, and what was sent.'],
  ['Notifications', 'What happened to your bookings: a list, and a stream.'],
  ['Profile', 'Your account, your profile and the figures of your first page.'],
  ['Client: logs', 'Your workouts and meals, day by day.'],
  ['Client: plans and progress', 'Your plans, and what your logs add up to.'],
  ['Client: sharing', 'Which coaches can read what about you, and why.'],
  ['Client: access log', 'The people who looked at your health data.'],
  ['Coach: schedule', 'Hours, days off, session types and the number of slots of a coach.'],
  ['Coach: clients', 'What a coach sees of clients who are connected through bookings.'],
  ['Coach: plans and charts', 'Plans for connected clients, and charts of their training.'],
  ['Admin', 'What admins see and do.'],
  ['Admin: deliveries', 'What was told to whom, what waits and what failed.'],
  ['Admin: figures', 'The platform in figures, reports and charts.'],
  ['Feedback', 'Opinions about the platform, from guests too.'],
  ['Health', 'For the operators of the server.'],
];
