import { attendanceTellingsOf } from './attendance-telling.js';

const [COACH, CLIENT, ADMINS] = [1, 2, [3, 4]];

describe('who is told of who came', () => {
  it.each([
    ['booking.attendance_changed', 'client_no_show', { 'attendance.no-show': [CLIENT] }],
    ['booking.attendance_changed', 'attended', {}],
    ['booking.attendance_changed', 'coach_no_show', {}],
    ['booking.attendance_contested', 'client_no_show', { 'attendance.contested': [COACH, ...ADMINS] }],
    ['booking.attendance_decided', 'attended', { 'attendance.decided': [CLIENT, COACH] }],
    ['booking.confirmed', null, {}],
  ])('of %s, %s: %j', (type, to_attendance, told) => {
    const data = { coach_id: COACH, client_id: CLIENT, to_attendance };
    const tellings = attendanceTellingsOf({ id: 10, type, data }, ADMINS);
    const wanted = Object.entries(told).flatMap(([message, readers]) =>
      readers.map((userId) => ({ userId, message, eventId: 10 })),
    );
    expect(tellings).toEqual(wanted);
  });
});
