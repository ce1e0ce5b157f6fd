import { Injectable } from '@nestjs/common';
import { type SessionPeriod, UserSessionsService } from '../bookings/calendar/user-sessions.service.js';
import { INSTALLATION } from '../bookings/calendar/session-columns.js';
import { Config } from '../config/config.js';
import { Database } from '../database/database.js';
import { Clock } from '../time/clock.js';
import { CalendarNotFoundError } from './calendar-errors.js';
import { hashOf } from './feed-secret.js';
import { type FeedView, feedText } from './feed-text.js';

/** The account is asked each time: an address ends with it. Admins have no sessions. */
const BY_SECRET = `
  SELECT f.user_id AS "userId", f.detail, u.role, u.locale, ${INSTALLATION} AS installation
    FROM calendar_feeds f JOIN users u ON u.id = f.user_id
   WHERE f.secret_hash = $1 AND u.is_active AND u.role IN ('client', 'coach')`;

type FeedRow = Omit<FeedView, 'appUrl'> & { readonly userId: number };

const DAY_MS = 86_400_000;

/** What subscribers read. */
@Injectable()
export class FeedReaderService {
  constructor(
    private readonly database: Database,
    private readonly sessions: UserSessionsService,
    private readonly clock: Clock,
    private readonly config: Config,
  ) {}

  /** CalendarNotFoundError, whether there never was such an address or it has been deleted. */
  async read(secret: string): Promise<string> {
    const [feed] = await this.database.rows<FeedRow>(BY_SECRET, [hashOf(secret)]);
    if (!feed) throw new CalendarNotFoundError();
    const period = periodAround(this.clock.now());
    const sessions = await this.sessions.list(feed.userId, feed.role, period);
    return feedText(
      { ...feed, appUrl: this.config.appUrl },
      sessions,
      feed.role === 'coach' ? await this.sessions.listGroupSessions(feed.userId, period) : [],
    );
  }
}

/** The last 90 and the next 365 days; what was cancelled is shown so for 30 days. */
function periodAround(now: Date): SessionPeriod {
  const inDays = (days: number) => new Date(now.getTime() + days * DAY_MS);
  return { start: inDays(-90), end: inDays(365), cancelledSince: inDays(-30) };
}
