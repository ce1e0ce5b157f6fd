import type { figures as en } from '../../en/coach/figures.js';

/** Utilisation and earnings. */
export const figures: typeof en = {
  period: 'Zeitraum',
  lastDays: (days: number) => `Letzte ${days} Tage`,
  total: 'Alles zusammen',
  offered: 'Angeboten',
  booked: 'Gebucht',
  hours: (hours: number) => `${String(hours).replace('.', ',')} Std.`,
  fillRate: 'Gebucht vom Angebot',
  offeredHint:
    'Angeboten sind die Arbeitszeiten, wie sie heute sind, ohne freie Zeit. Termine außerhalb zählen nicht als gebucht vom Angebot.',
  counts: {
    sessions: 'Termine',
    cancelled_early: 'Von Klienten rechtzeitig abgesagt',
    cancelled_late: 'Von Klienten zu spät abgesagt',
    cancelled_by_coach: 'Von dir abgesagt',
    client_no_shows: 'Klient kam nicht',
    coach_no_shows: 'Du kamst nicht',
  },
  clients: 'Klienten',
  ofThemReturning: (all: number, returning: number) => `${all}, davon waren ${returning} schon früher da`,
  byDay: 'Gebuchte Stunden nach Tag',
  byHour: 'Gebuchte Stunden nach Wochentag und Uhrzeit',
  earned: 'Eingenommen',
  noEarnings: 'In dieser Zeit gab es keine Einnahmen: weder Zahlungen noch Termine, die vor Ort bezahlt wurden.',
  packHint: 'Was für ein Paket bezahlt wurde, ist Termin für Termin verdient.',
  csv: 'Als CSV speichern',
  csvDue: 'Als CSV speichern',
  sums: {
    earned_minor: 'Mit Karte',
    returned_minor: 'Erstattet',
    in_person_minor: 'Vor Ort',
    due_minor: 'Vor Ort noch zu zahlen',
  },
  due: 'Klienten schulden dir noch',
  nothingDue: 'Niemand schuldet dir etwas.',
  dueSums: { in_person_minor: 'Vor Ort', by_card_minor: 'Mit Karte', going_back_minor: 'Erstattungen unterwegs' },
  how: 'Wie',
  methods: { card: 'Mit Karte', credit: 'Mit Guthaben', at_session: 'Vor Ort' },
};
