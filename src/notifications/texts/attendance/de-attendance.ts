import type { AttendanceTexts, AttendanceWords } from './attendance-texts.js';

const VIEW = 'Termin ansehen';

function outcomeText({ role, client, coach, outcome }: AttendanceWords): string {
  if (outcome === 'attended') return role === 'client' ? 'Du warst da' : `${client} war da`;
  if (outcome === 'client_no_show') return role === 'client' ? 'Du warst nicht da' : `${client} war nicht da`;
  return role === 'coach' ? 'Du warst nicht da' : `${coach} war nicht da`;
}

/** German, about who came. */
export const attendanceDe: AttendanceTexts = {
  'attendance.no-show': (s) => ({
    subject: `Als versäumt vermerkt: ${s.headline}`,
    title: 'Termin als versäumt vermerkt',
    body: [
      `Zu diesem Termin ist vermerkt, dass du nicht gekommen bist: ${s.details}.`,
      'Wenn das nicht stimmt, widersprich innerhalb von sieben Tagen. Dann entscheiden wir.',
    ],
    action: VIEW,
  }),
  'attendance.contested': (s) => ({
    subject: `Widerspruch: ${s.headline}`,
    title: 'Widerspruch zur Anwesenheit',
    body: [
      `${s.client} widerspricht dem Vermerk zu diesem Termin: ${s.details}.`,
      s.role === 'coach'
        ? 'Wir sehen es uns an und entscheiden. Bis dahin kannst du den Vermerk noch ändern.'
        : 'Bitte entscheide, wer da war. Der Grund steht beim Termin.',
    ],
    action: VIEW,
  }),
  'attendance.decided': (s) => ({
    subject: `Entschieden: ${s.headline}`,
    title: 'Anwesenheit entschieden',
    body: [
      `Unsere Entscheidung: ${outcomeText(s)} (${s.details}).`,
      'Wir haben uns diesen Termin angesehen. Die Entscheidung ist endgültig.',
    ],
    action: VIEW,
  }),
};
