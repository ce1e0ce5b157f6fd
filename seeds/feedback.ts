import type { FeedbackStatus } from '../src/feedback/feedback.entity.js';
import type { Calendar } from './calendar.js';
import { CLIENTS } from './clients.js';
import { COACHES, type DemoPerson } from './staff.js';

interface DemoFeedback {
  readonly message: string;
  readonly status: FeedbackStatus;
  /** Days from today on which the feedback was sent and last changed. */
  readonly sent: number;
  readonly changed: number;
  readonly page: string | null;
  /** A user, a guest with or without a name, or an anonymous sender. */
  readonly from: DemoPerson | { readonly name: string | null; readonly email: string | null } | 'anonymous';
}

const BROWSERS = [
  'Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Gecko/20100101 Firefox/143.0',
  'Mozilla/5.0 (iPhone; CPU iPhone OS 19_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.1 Mobile/15E148 Safari/604.1',
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36',
];

const client = (number: number) => CLIENTS[number - 1] as DemoPerson;
const coach = (number: number) => COACHES[number - 1] as DemoPerson;

const FEEDBACK: readonly DemoFeedback[] = [
  {
    message: 'The long run shows as 0 kg in my volume chart. A run has no kilograms!',
    status: 'resolved',
    sent: -58,
    changed: -51,
    page: '/client/charts',
    from: client(1),
  },
  {
    message: 'Could logs be exported for my general practitioner? She asks for them every three months.',
    status: 'actively_looking',
    sent: -33,
    changed: -30,
    page: '/client/diet-logs',
    from: client(3),
  },
  {
    message: 'I would love to see at a glance which of my clients did not train this week.',
    status: 'open',
    sent: -12,
    changed: -12,
    page: '/coach/clients',
    from: coach(2),
  },
  {
    message: 'Please send the reminder the evening before, not in the morning. I leave home at five.',
    status: 'open',
    sent: -3,
    changed: -3,
    page: '/bookings',
    from: client(6),
  },
  {
    message: 'Please let my smart scale write straight into the profile. It only speaks its maker’s own protocol.',
    status: 'cannot_work_on',
    sent: -44,
    changed: -40,
    page: '/client/profile',
    from: client(2),
  },
  {
    message: 'Do you have coaches in Leeds? I could not find a place on the page.',
    status: 'resolved',
    sent: -27,
    changed: -25,
    page: '/',
    from: { name: 'Imogen Hart', email: 'imogen.hart@example.com' },
  },
  {
    message: 'The sign-up button hides behind the keyboard on my phone.',
    status: 'actively_looking',
    sent: -9,
    changed: -7,
    page: '/signup',
    from: { name: null, email: null },
  },
  {
    message: 'What does a session cost? I looked everywhere.',
    status: 'open',
    sent: -1,
    changed: -1,
    page: '/',
    from: { name: 'Joe', email: null },
  },
  {
    message: 'My coach is often ten minutes late. I like the training and do not want to say it with my name.',
    status: 'actively_looking',
    sent: -17,
    changed: -16,
    page: '/bookings',
    from: 'anonymous',
  },
  {
    message: 'Dark mode, please. My eyes at six in the morning will thank you.',
    status: 'open',
    sent: -5,
    changed: -5,
    page: null,
    from: 'anonymous',
  },
];

/** The feedback of the demo world; `idOf` returns a user’s id by email. */
export function feedback(idOf: (email: string) => number, calendar: Calendar): object[] {
  return FEEDBACK.map(({ message, status, sent, changed, page, from }, index) => ({
    message,
    status,
    ...sender(from, idOf),
    page_url: page && `http://localhost:3000${page}`,
    user_agent: BROWSERS[index % BROWSERS.length],
    created_at: calendar.past(sent, 9 + index),
    updated_at: calendar.past(changed, 9 + index),
  }));
}

function sender(from: DemoFeedback['from'], idOf: (email: string) => number) {
  if (from === 'anonymous') return { user_id: null, name: null, email: null, is_anonymous: true };
  const shared = { email: from.email, is_anonymous: false };
  return 'role' in from
    ? { ...shared, user_id: idOf(from.email), name: from.full_name }
    : { ...shared, user_id: null, name: from.name };
}
