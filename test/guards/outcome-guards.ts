import { type Guard, guards } from './guard.js';

const OUTCOMES = 'migrations/047-add-attendance.ts';
const CONSTRAINTS = 'test/contract/outcome-constraints.spec.ts';

/** Who came, and what a coach's policy costs. */
export const OUTCOME_GUARDS: readonly Guard[] = [
  ...guards(
    OUTCOMES,
    [CONSTRAINTS],
    [
      ['bookings_attendance', 'bookings_attendance: `CASE', 'bookings_attendance: `true OR CASE'],
      ['bookings_attendance: a status', ` AND status IN ('confirmed', 'completed') END`, ' END'],
      ['bookings_attendance: a booking', `AND kind = 'booking' AND`, 'AND'],
      ['bookings_attendance_contest', 'bookings_attendance_contest: `', 'bookings_attendance_contest: `true OR '],
      [
        'bookings_attendance_contest: decided by an admin',
        `(attendance_decided_at IS NULL OR attendance_by = 'admin')`,
        'true',
      ],
      ['bookings_policy', 'bookings_policy: `', 'bookings_policy: `true OR '],
      ['bookings_fee_waived', 'bookings_fee_waived: `', 'bookings_fee_waived: `true OR '],
      ['schedules_policy', 'schedules_policy CHECK (', 'schedules_policy CHECK (true OR '],
      [
        'bookings_keep_policy',
        'FOR EACH ROW WHEN ((OLD.cancel_notice_minutes',
        'FOR EACH ROW WHEN (false AND (OLD.cancel_notice_minutes',
      ],
      ['bookings_forget_attendance', 'WHEN (OLD.attendance IS NOT NULL AND', 'WHEN (false AND'],
      [
        'bookings_waive_insert',
        'AFTER INSERT ON bookings\n    FOR EACH ROW WHEN (',
        'AFTER INSERT ON bookings\n    FOR EACH ROW WHEN (false AND ',
      ],
      [
        'bookings_waive_update',
        'AFTER UPDATE OF status, scheduled_at ON bookings\n    FOR EACH ROW WHEN (',
        'AFTER UPDATE OF status, scheduled_at ON bookings\n    FOR EACH ROW WHEN (false AND ',
      ],
      [
        'bookings_waive_update: a session that is moved there',
        'IS DISTINCT FROM (NEW.status, NEW.scheduled_at))\n    EXECUTE FUNCTION bookings_waive',
        'IS DISTINCT FROM (NEW.status, OLD.scheduled_at))\n    EXECUTE FUNCTION bookings_waive',
      ],
      [
        'no fee, no waiver',
        'c.late_fee_waived_at IS NULL AND c.late_cancellation_percent > 0',
        'c.late_fee_waived_at IS NULL',
      ],
      ['bookings_record_attendance', 'WHEN (NEW.attendance IS NOT NULL AND', 'WHEN (false AND'],
    ],
  ),
];
