export const ATTENDANCE_MESSAGES = ['attendance.no-show', 'attendance.contested', 'attendance.decided'] as const;
/** What people are told of who came. */
export type AttendanceMessage = (typeof ATTENDANCE_MESSAGES)[number];

export const isAttendanceMessage = (name: string): name is AttendanceMessage =>
  ATTENDANCE_MESSAGES.some((known) => known === name);

/** An event about who came to a session. */
export interface AttendanceEvent {
  readonly id: number;
  readonly type: string;
  readonly data: { readonly coach_id: number; readonly client_id: number; readonly to_attendance: string | null };
}

/** What one person is told. */
export interface AttendanceTelling {
  readonly userId: number;
  readonly message: AttendanceMessage;
  readonly eventId: number;
}

/** Whom an event is told to: a client whom it may cost something, and all who have to do something about it. */
export function attendanceTellingsOf(
  { id: eventId, type, data }: AttendanceEvent,
  adminIds: readonly number[],
): AttendanceTelling[] {
  const { coach_id: coach, client_id: client, to_attendance: outcome } = data;
  const told = (message: AttendanceMessage, readers: readonly number[]) =>
    readers.map((userId) => ({ userId, message, eventId }));
  switch (type) {
    case 'booking.attendance_changed':
      return outcome === 'client_no_show' ? told('attendance.no-show', [client]) : [];
    case 'booking.attendance_contested':
      return told('attendance.contested', [coach, ...adminIds]);
    case 'booking.attendance_decided':
      return told('attendance.decided', [client, coach]);
    default:
      return [];
  }
}
