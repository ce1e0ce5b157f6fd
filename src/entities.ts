import { BusyTime } from './availability/busy-times/busy-time.entity.js';
import { ExternalCalendar } from './availability/busy-times/external-calendar.entity.js';
import { ScheduleDate } from './availability/schedule-date.entity.js';
import { CoachSchedule } from './availability/schedule.entity.js';
import { SessionType } from './availability/session-type.entity.js';
import { TimeOff } from './availability/time-off.entity.js';
import { AccountLink } from './auth/links/account-link.entity.js';
import { RefreshToken } from './auth/logins/refresh-token.entity.js';
import { LoginSession } from './auth/logins/login-session.entity.js';
import { Booking } from './bookings/booking.entity.js';
import { GroupSession } from './bookings/group-sessions/group-session.entity.js';
import { CalendarFeed } from './calendars/calendar-feed.entity.js';
import { Connection } from './connections/connection.entity.js';
import { Feedback } from './feedback/feedback.entity.js';
import { IdempotencyKey } from './idempotency/idempotency-key.entity.js';
import { Pack } from './packs/pack.entity.js';
import { PackPurchase } from './packs/pack-purchase.entity.js';
import { Review } from './reviews/review.entity.js';
import { Series } from './series/series.entity.js';
import { DietLog } from './training/logs/diet-log.entity.js';
import { DietPlan } from './training/plans/diet-plan.entity.js';
import { WorkoutLog } from './training/logs/workout-log.entity.js';
import { WorkoutPlan } from './training/plans/workout-plan.entity.js';
import { User } from './users/user.entity.js';
import { VideoRoom } from './video/video-room.entity.js';
import { WaitlistEntry } from './waitlist/waitlist-entry.entity.js';
import { WebhookDelivery } from './webhooks/webhook-delivery.entity.js';
import { Webhook } from './webhooks/webhook.entity.js';

/** Every entity. `npm run migration:check` compares them with the schema. */
export const entities = [
  User,
  WorkoutLog,
  DietLog,
  WorkoutPlan,
  DietPlan,
  Feedback,
  CoachSchedule,
  ScheduleDate,
  TimeOff,
  ExternalCalendar,
  BusyTime,
  SessionType,
  Booking,
  GroupSession,
  Series,
  WaitlistEntry,
  Connection,
  Review,
  Pack,
  PackPurchase,
  CalendarFeed,
  VideoRoom,
  Webhook,
  WebhookDelivery,
  LoginSession,
  RefreshToken,
  AccountLink,
  IdempotencyKey,
];
