import { type Guard, guards } from './guard.js';

/** Changes of bookings, Idempotency-Key and retries. */
export const RULE_GUARDS: readonly Guard[] = [
  ...guards(
    'src/bookings/time-passing.service.ts',
    ['time-passing'],
    [
      [
        'requests are cancelled from their start on',
        'b.scheduled_at <= $1\n     ORDER',
        'b.scheduled_at < $1\n     ORDER',
      ],
      ['sessions are completed a day after their end', 'b.ends_at <= $2', 'b.ends_at <= $1'],
      ['the system cancels', `'system'::text AS cancelled_by`, `'admin'::text AS cancelled_by`],
      ['batches follow each other', 'return passed.length > 0;', 'return passed.length > 2 * BATCH;'],
    ],
  ),
  ...guards(
    'src/outbox/worker.ts',
    ['worker'],
    [
      [
        'a task that fails stops no other',
        '      this.report(task, error);\n      return false;',
        '      throw error;',
      ],
      ['a batch ends before the shutdown', '    await Promise.all(this.running.values());\n', ''],
      [
        'a task that waits holds up no other',
        'else this.running.set(task, this.start(task, now));',
        'else await this.start(task, now);',
      ],
      ['WORKER=off', 'if (this.config.worker) this.askIn', 'this.askIn'],
    ],
  ),
  ...guards(
    'src/bookings/bookings.controller.ts',
    ['booking-changes'],
    [['strangers learn nothing from a 422', '  @UseGuards(BookingPartyGuard)\n', '']],
  ),
  ...guards(
    'src/bookings/bookings.service.ts',
    ['booking-times'],
    [['sessions are not booked in the past', 'if (scheduledAt && scheduledAt <= now)', 'if (false)']],
  ),
  ...guards(
    'src/outbox/dispatcher.service.ts',
    ['outbox'],
    [
      [
        'a deed is one',
        'AND NOT EXISTS (SELECT FROM events f WHERE f.deed = e.deed AND f.due_at IS NOT NULL AND f.id < e.id)',
        '',
      ],
      ['two workers share events', 'LIMIT $2 FOR UPDATE SKIP LOCKED', 'LIMIT $2'],
      ['handled events are over', 'await tx.rows(HANDLED, [deeds.flat().map(({ id }) => id)]);', ''],
      [
        'a deed that cannot be handled lets others pass',
        'await this.database.rows(POSTPONE, [events, new Date(now.getTime() + POSTPONED_MS)]);',
        '',
      ],
    ],
  ),
  ...guards(
    'src/notifications/notifications.service.ts',
    ['notifications'],
    [
      [
        'a notification is read by its user only',
        'WHERE id = $1 AND user_id = $2 RETURNING',
        'WHERE id = $1 AND $2 > 0 RETURNING',
      ],
    ],
  ),
  ...guards(
    'src/notifications/telling.service.ts',
    ['notifications'],
    [['a deleted user is told nothing', 'AND u.deleted_at IS NULL ORDER', 'ORDER']],
  ),
  ...guards(
    'src/notifications/letters/reminder-letters.service.ts',
    ['mails'],
    [
      ['a moved session reminds of its new time only', 'AND b.sequence = $2', 'AND $2 >= 0'],
      [
        'a cancelled session does not remind',
        "AND b.status = 'confirmed' AND b.scheduled_at > $3",
        'AND b.scheduled_at > $3',
      ],
      ['of two reminders the later comes', 'if (isOvertaken(', 'if (false && isOvertaken('],
      ['the day is listed at six in the zone of now', 'if (dueAt > now)', 'if (false)'],
    ],
  ),
  ...guards(
    'src/notifications/stream/streams.service.ts',
    ['notification-stream'],
    [['streams end when the server drains', 'readiness.onDrain(() => this.onModuleDestroy());', 'void readiness;']],
  ),
  ...guards(
    'src/notifications/stream/streams.service.ts',
    ['test/slow/notification-stream.spec.ts'],
    [['a stream ends with its session', '|| !loggedIn.has(sessionId)', '']],
  ),
  ...guards(
    'src/outbox/deliverer.ts',
    ['outbox'],
    [
      [
        'only the last attempt counts',
        "WHERE id = $1 AND attempts = $2 AND status = 'waiting'`;\nconst TRY_AGAIN",
        'WHERE id = $1 AND $2 > 0`;\nconst TRY_AGAIN',
      ],
      ['what expired is not sent', 'Date.parse(delivery.expiresAt) <= now.getTime()', 'false'],
      ['a refusal is final', 'error instanceof DeliveryRefusedError ? null : ', ''],
    ],
  ),
  ...guards(
    'src/bookings/bookings.service.ts',
    ['hold-races'],
    [['a refused slot costs no hold', ', slot => $3)', ')']],
  ),
  ...guards(
    'src/bookings/times/moves.service.ts',
    ['hold-races'],
    [
      [
        'a refused move costs no hold',
        '${boundsCall(9)},\n                          version => $2::xid)',
        '${boundsCall(9)})',
      ],
    ],
  ),
  ...guards(
    'src/bookings/booking-changes.service.ts',
    ['booking-change-races', 'admin-races'],
    [
      ['a change is saved only on the version that it read', 'b.xmin = $2::xid AND', ''],
      ['users are locked before the booking', 'bookings_begin(b.coach_id, b.client_id, $7)', 'true'],
    ],
  ),
  ...guards(
    'src/bookings/bookings.service.ts',
    ['booking'],
    [['no ids are used up by taken slots', 'AND CASE WHEN b.id IS NULL THEN', 'AND CASE WHEN true THEN']],
  ),
  ...guards(
    'src/coach-portal/coach-plans.service.ts',
    ['admin-races'],
    [['clients are locked before their plans', 'await this.plans.holdClient(tx, kind, change.id);', '']],
  ),
  ...guards(
    'src/idempotency/idempotency.service.ts',
    ['idempotency'],
    [
      ['a kept answer is given again', 'if (kept) {', 'if (kept && false) {'],
      ['the same body', 'if (!kept.fingerprint.equals(fingerprint)) throw', 'if (false) throw'],
      ['one request at a time for a key', 'if (!lock?.first) throw', 'if (false) throw'],
      ['answers are kept for a day', 'const KEPT_HOURS = 24;', 'const KEPT_HOURS = 24_000;'],
      ['answers that cannot be opened', ' OR answer IS NULL)', ')'],
      [
        'answers are deleted with the user',
        'await tx.repository(IdempotencyKey).delete({ userId });',
        'await [tx, userId];',
      ],
    ],
  ),
  ...guards(
    'src/idempotency/refuses-idempotency-key.ts',
    ['idempotency'],
    [
      [
        'no key when the answer holds tokens',
        `if (headers['idempotency-key'] !== undefined) throw`,
        'if (!headers) throw',
      ],
    ],
  ),
  ...guards(
    'src/idempotency/idempotency-key.ts',
    ['idempotency'],
    [
      ['keys of one caller', 'request.routeOptions.url, principal.id]', 'request.routeOptions.url]'],
      ['keys of one route', 'request.routeOptions.url, principal.id]', 'principal.id]'],
      ['keys of guests are ignored', 'if (principal === undefined) return null;', ''],
      ['malformed keys', 'if (key === undefined) {\n    throw', 'if (false) {\n    throw'],
    ],
  ),
  ...guards(
    'src/database/database.ts',
    ['src/database/database.spec.ts'],
    [
      [
        'a transaction runs again after a deadlock',
        'isRetryable(error) || (await recovers(this, error))',
        'await recovers(this, error)',
      ],
      ['a bounded number of attempts', 'attempt >= ATTEMPTS ||', 'attempt > 50 ||'],
    ],
  ),
  ...guards(
    'src/database/statements.ts',
    ['src/database/database.spec.ts'],
    [['connections fallen silent', 'if (_activeQuery !== null) void', 'if (_activeQuery === undefined) void']],
  ),
];
