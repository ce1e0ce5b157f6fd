import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Transaction } from '../../database/database.js';
import type { Deed, Effect, Event } from '../../outbox/events.js';
import { type Consumer, Outbox } from '../../outbox/outbox.service.js';
import { dateIn, boundsOf, digestAt } from '../domain/moments.js';

/**
 * The reminders of confirmed sessions: of the bookings `$1` those after their last change, of the clients `$2` those after `$3`.
 * A moved session has another sequence, and so other reminders.
 */
const REMINDERS = `
  SELECT b.id, b.sequence, b.client_id, minutes, b.scheduled_at AS start, b.scheduled_at - make_interval(mins => minutes) AS due
    FROM bookings b JOIN users u ON u.id = b.client_id CROSS JOIN unnest(u.reminder_minutes) AS minutes
   WHERE (b.id = ANY ($1::integer[]) OR b.client_id = ANY ($2::integer[]))
     AND b.kind = 'booking' AND b.status = 'confirmed' AND b.scheduled_at > $3
     AND b.scheduled_at - make_interval(mins => minutes) > CASE
           WHEN b.client_id = ANY ($2::integer[]) THEN $3
           ELSE (SELECT max(h.at) FROM booking_history h WHERE h.booking_id = b.id) END`;

/** The days on which coaches have sessions since these bookings changed. */
const DAYS = `
  SELECT DISTINCT b.coach_id, s.time_zone AS zone, b.scheduled_at AS start
    FROM bookings b JOIN schedules s ON s.coach_id = b.coach_id AND s.time_zone IS NOT NULL
   WHERE b.id = ANY ($1::integer[]) AND b.kind = 'booking' AND b.status IN ('pending', 'confirmed') AND b.scheduled_at > $2`;

/** The days for which these group sessions are planned. */
const GROUP_SESSION_DAYS = `
  SELECT DISTINCT g.coach_id, s.time_zone AS zone, g.starts_at AS start
    FROM group_sessions g JOIN schedules s ON s.coach_id = g.coach_id AND s.time_zone IS NOT NULL
   WHERE g.id = ANY ($1::integer[]) AND g.cancelled_at IS NULL AND g.starts_at > $2`;

interface ReminderRow {
  readonly id: number;
  readonly sequence: number;
  readonly client_id: number;
  readonly minutes: number;
  readonly start: string;
  readonly due: string;
}

interface DayRow {
  readonly coach_id: number;
  readonly zone: string;
  readonly start: string;
}

/** Whether an event gives a booking a time that somebody may have to be reminded of. */
const isOfTime = ({ type }: Event) => ['booking.requested', 'booking.confirmed', 'booking.moved'].includes(type);
const isOfGroupSession = ({ type }: Event) => ['group_session.scheduled', 'group_session.moved'].includes(type);
const changesSettings = ({ type }: Event) => type === 'account.settings_changed';

/** Plans the mails that remind of sessions. Whether they are still right is looked at when they are sent. */
@Injectable()
export class RemindersService implements Consumer, OnModuleInit {
  constructor(private readonly outbox: Outbox) {}

  onModuleInit(): void {
    this.outbox.consumers.push(this);
  }

  async consume(tx: Transaction, deeds: readonly Deed[], now: Date): Promise<void> {
    if (!this.outbox.isOpen('mail')) return;
    const events = deeds.flat();
    const bookings = events.filter(isOfTime).map(({ subjectId }) => subjectId);
    const users = events.filter(changesSettings).map(({ subjectId }) => subjectId);
    const groups = events.filter(isOfGroupSession).map(({ subjectId }) => subjectId);
    if (bookings.length + users.length + groups.length === 0) return;
    const isReminded = bookings.length + users.length > 0;
    const reminders = isReminded ? await tx.rows<ReminderRow>(REMINDERS, [bookings, users, now]) : [];
    const days = [
      ...(bookings.length === 0 ? [] : await tx.rows<DayRow>(DAYS, [bookings, now])),
      ...(groups.length === 0 ? [] : await tx.rows<DayRow>(GROUP_SESSION_DAYS, [groups, now])),
    ];
    await this.outbox.enqueue(tx, [...reminders.map(reminderOf), ...days.flatMap((row) => dayOf(row, now))], now);
  }
}

function reminderOf({ id, sequence, client_id, minutes, start, due }: ReminderRow): Effect {
  return {
    channel: 'mail',
    message: 'booking.reminder',
    key: `reminder ${id} ${sequence} ${minutes}`,
    recipientId: client_id,
    data: { booking_id: id, sequence, minutes },
    dueAt: new Date(due),
    expiresAt: new Date(start),
  };
}

/** None when the day's list was due already. */
function dayOf({ coach_id, zone, start }: DayRow, now: Date): Effect[] {
  const date = dateIn(zone, new Date(start));
  const dueAt = digestAt(zone, date);
  if (dueAt <= now) return [];
  return [
    {
      ...{ channel: 'mail', message: 'coach.day', key: `day ${coach_id} ${date}`, recipientId: coach_id },
      ...{ data: { date }, dueAt, expiresAt: boundsOf(zone, date).end },
    },
  ];
}
