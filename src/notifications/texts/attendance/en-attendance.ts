import type { AttendanceTexts, AttendanceWords } from './attendance-texts.js';

const VIEW = 'View the session';

function outcomeText({ role, client, coach, outcome }: AttendanceWords): string {
  if (outcome === 'attended') return role === 'client' ? 'you came' : `${client} came`;
  if (outcome === 'client_no_show') return role === 'client' ? 'you did not come' : `${client} did not come`;
  return role === 'coach' ? 'you did not come' : `${coach} did not come`;
}

/** English, about who came. */
export const attendanceEn: AttendanceTexts = {
  'attendance.no-show': (s) => ({
    subject: `Noted as missed: ${s.headline}`,
    title: 'Session noted as missed',
    body: [
      `It was noted that you did not come to this session: ${s.details}.`,
      'If that is wrong, contest it within seven days. We then decide.',
    ],
    action: VIEW,
  }),
  'attendance.contested': (s) => ({
    subject: `Contested: ${s.headline}`,
    title: 'Attendance contested',
    body: [
      `${s.client} contests what was noted of this session: ${s.details}.`,
      s.role === 'coach'
        ? 'We look at it and decide. If you were wrong, you can change it until then.'
        : 'Please say who came. The reason stands with the session.',
    ],
    action: VIEW,
  }),
  'attendance.decided': (s) => ({
    subject: `Decided: ${s.headline}`,
    title: 'Attendance decided',
    body: [`We looked at this session and decided that ${outcomeText(s)}: ${s.details}.`, 'This is final.'],
    action: VIEW,
  }),
};
