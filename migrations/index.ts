import { InitialSchema1735689600001 } from './001-initial-schema.js';
import { AddFeedback1735689600002 } from './002-add-feedback.js';
import { AddProfileFields1735689600003 } from './003-add-profile-fields.js';
import { AddBookingAndCoachSlots1735689600004 } from './004-add-booking-and-coach-slots.js';
import { AddSessions1735689600005 } from './005-add-sessions.js';
import { AddTombstones1735689600006 } from './006-add-tombstones.js';
import { AddReportIndexes1735689600007 } from './007-add-report-indexes.js';
import { AddIdempotencyKeys1735689600008 } from './008-add-idempotency-keys.js';
import { AddAccessLog1735689600009 } from './009-add-access-log.js';
import { AddListIndexes1735689600010 } from './010-add-list-indexes.js';
import { KeepAccessLog1735689600011 } from './011-keep-access-log.js';
import { KeepAnswersReadable1735689600012 } from './012-keep-answers-readable.js';
import { AddTimeZone1735689600013 } from './013-add-time-zone.js';
import { FoldTexts1735689600014 } from './014-fold-texts.js';
import { CatchUpIds1735689600015 } from './015-catch-up-ids.js';
import { CompareEmails1735689600016 } from './016-compare-emails.js';
import { AddSchedules1735689600017 } from './017-add-schedules.js';
import { AddTimedBookings1735689600018 } from './018-add-timed-bookings.js';
import { ClaimTimes1735689600019 } from './019-claim-times.js';
import { KeepHistory1735689600020 } from './020-keep-history.js';
import { GuardTimes1735689600021 } from './021-guard-times.js';
import { IndexBookings1735689600022 } from './022-index-bookings.js';
import { AddDevelopmentClock1735689600023 } from './023-add-development-clock.js';
import { KeepHolds1735689600024 } from './024-keep-holds.js';
import { AddOutbox1735689600025 } from './025-add-outbox.js';
import { IndexEvents1735689600026 } from './026-index-events.js';
import { AddCalendars1735689600027 } from './027-add-calendars.js';
import { AddAccountSettings1735689600028 } from './028-add-account-settings.js';
import { CheckAccountSettings1735689600029 } from './029-check-account-settings.js';
import { AddGroupSessions1735689600030 } from './030-add-group-sessions.js';
import { IndexGroupSessions1735689600031 } from './031-index-group-sessions.js';
import { OfferWhatIsFree1735689600032 } from './032-offer-what-is-free.js';
import { FollowWaitlists1735689600033 } from './033-follow-waitlists.js';
import { ClaimSeats1735689600034 } from './034-claim-seats.js';
import { GuardGroupSessions1735689600035 } from './035-guard-group-sessions.js';
import { LookAtWaitlists1735689600036 } from './036-look-at-waitlists.js';
import { IndexUsers1735689600037 } from './037-index-users.js';
import { AddWebhooks1735689600038 } from './038-add-webhooks.js';
import { AddBusyTimes1735689600039 } from './039-add-busy-times.js';
import { AddGoogleCalendars1735689600040 } from './040-add-google-calendars.js';
import { AddVideo1735689600041 } from './041-add-video.js';
import { IndexMails1735689600042 } from './042-index-mails.js';
import { AddConnections1735689600043 } from './043-add-connections.js';
import { AddAdminAudit1735689600044 } from './044-add-admin-audit.js';
import { AddReviews1735689600045 } from './045-add-reviews.js';
import { IndexRatings1735689600046 } from './046-index-ratings.js';
import { AddAttendance1735689600047 } from './047-add-attendance.js';
import { IndexAttendance1735689600048 } from './048-index-attendance.js';
import { AddExports1735689600049 } from './049-add-exports.js';
import { AuditReviews1735689600050 } from './050-audit-reviews.js';
import { AddRetention1735689600051 } from './051-add-retention.js';
import { AddPacks1735689600052 } from './052-add-packs.js';
import { AddPrices1735689600053 } from './053-add-prices.js';
import { AddPayments1735689600054 } from './054-add-payments.js';
import { CountCredits1735689600055 } from './055-count-credits.js';
import { AddFakePayments1735689600056 } from './056-add-fake-payments.js';
import { IndexPayments1735689600057 } from './057-index-payments.js';
import { MoveRefundedBookings1735689600058 } from './058-move-refunded-bookings.js';
import { OfferWhatCanBeBooked1735689600059 } from './059-offer-what-can-be-booked.js';
import { KeepPaying1735689600060 } from './060-keep-paying.js';
import { EndInTurns1735689600061 } from './061-end-in-turns.js';

/** All migrations, in the order of application. Listed by hand: a glob would find other files in the build than under jest. */
export const migrations = [
  InitialSchema1735689600001,
  AddFeedback1735689600002,
  AddProfileFields1735689600003,
  AddBookingAndCoachSlots1735689600004,
  AddSessions1735689600005,
  AddTombstones1735689600006,
  AddReportIndexes1735689600007,
  AddIdempotencyKeys1735689600008,
  AddAccessLog1735689600009,
  AddListIndexes1735689600010,
  KeepAccessLog1735689600011,
  KeepAnswersReadable1735689600012,
  AddTimeZone1735689600013,
  FoldTexts1735689600014,
  CatchUpIds1735689600015,
  CompareEmails1735689600016,
  AddSchedules1735689600017,
  AddTimedBookings1735689600018,
  ClaimTimes1735689600019,
  KeepHistory1735689600020,
  GuardTimes1735689600021,
  IndexBookings1735689600022,
  AddDevelopmentClock1735689600023,
  KeepHolds1735689600024,
  AddOutbox1735689600025,
  IndexEvents1735689600026,
  AddCalendars1735689600027,
  AddAccountSettings1735689600028,
  CheckAccountSettings1735689600029,
  AddGroupSessions1735689600030,
  IndexGroupSessions1735689600031,
  OfferWhatIsFree1735689600032,
  FollowWaitlists1735689600033,
  ClaimSeats1735689600034,
  GuardGroupSessions1735689600035,
  LookAtWaitlists1735689600036,
  IndexUsers1735689600037,
  AddWebhooks1735689600038,
  AddBusyTimes1735689600039,
  AddGoogleCalendars1735689600040,
  AddVideo1735689600041,
  IndexMails1735689600042,
  AddConnections1735689600043,
  AddAdminAudit1735689600044,
  AddReviews1735689600045,
  IndexRatings1735689600046,
  AddAttendance1735689600047,
  IndexAttendance1735689600048,
  AddExports1735689600049,
  AuditReviews1735689600050,
  AddRetention1735689600051,
  AddPacks1735689600052,
  AddPrices1735689600053,
  AddPayments1735689600054,
  CountCredits1735689600055,
  AddFakePayments1735689600056,
  IndexPayments1735689600057,
  MoveRefundedBookings1735689600058,
  OfferWhatCanBeBooked1735689600059,
  KeepPaying1735689600060,
  EndInTurns1735689600061,
];
