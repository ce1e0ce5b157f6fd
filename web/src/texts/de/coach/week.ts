import type { week as en } from '../../en/coach/week.js';

/** The week of a coach. */
export const week: typeof en = {
  title: (from: string, to: string) => `${from} – ${to}`,
  weeks: 'Wochen',
  previous: 'Vorige Woche',
  next: 'Nächste Woche',
  today: 'Heute',
  closed: 'Keine Arbeitszeit',
  nothing: 'An diesem Tag ist nichts eingetragen.',
  book: 'Für Klienten buchen',
  plan: 'Kurs planen',
  takeOff: 'Frei nehmen',
  enter: 'Neuer Eintrag',
  undo: 'Rückgängig',
  moved: (who: string, when: string) => `${who} ist verschoben auf ${when}.`,
  hint: 'Drücke auf einen Eintrag, um ihn zu sehen und zu ändern, oder auf eine leere Stelle, um etwas einzutragen. Termine lassen sich auf eine andere Zeit ziehen.',
  outside: 'Kalender, die du anderswo führst, sperren deine freien Zeiten, stehen aber nicht hier.',
  noHours: 'Du hast noch keine Arbeitszeiten eingetragen. Darum kann niemand eine Zeit bei dir buchen.',
  setHours: 'Arbeitszeiten eintragen',
  requests: 'Wartet auf deine Antwort',
  allRequests: (count: number) => `Alle ${count} zeigen`,
  fewRequests: 'Weniger zeigen',
  notYet: 'Sie kann bestätigt werden, sobald sie bezahlt ist.',
  withoutTime: 'Ohne Zeit',
  confirmOf: (name: string) => `Anfrage von ${name} bestätigen`,
  declineOf: (name: string) => `Anfrage von ${name} ablehnen`,
  timeOff: 'Frei',
  removeOff: 'Freie Zeit löschen',
  seats: (taken: number, all: number) => `${taken} von ${all} Plätzen`,
  ofSeats: (taken: number, all: number) => `${taken} von ${all}`,
  seatsName: 'Plätze',
  entered: (when: string) => `Es steht in deinem Kalender: ${when}.`,
  earlier: 'Früher in dieser Woche',
  takesPart: 'Wer mitmacht',
  nobody: 'Noch hat niemand einen Platz gebucht.',
  confirmAll: 'Alle bestätigen',
  changeCapacity: 'Plätze ändern',
  cancelGroup: 'Kurs absagen',
  cancelGroupHint: (count: number) =>
    count === 0
      ? 'Niemand hat einen Platz gebucht. Ein abgesagter Kurs kommt nicht zurück.'
      : `${count === 1 ? 'Eine Buchung wird' : `${count} Buchungen werden`} mit abgesagt, und alle, die mitmachen, erfahren es.`,
  noClients: 'Du hast noch keine Klienten. Das sind alle, die eine bestätigte Buchung bei dir haben.',
  noGroupTypes: 'Für einen Kurs brauchst du ein Angebot mit mindestens zwei Plätzen.',
  toTypes: 'Zu deinen Angeboten',
  wholeDays: 'Ganze Tage',
  firstDay: 'Von',
  lastDay: 'Bis',
  fromTime: 'Von, Uhrzeit',
  toTime: 'Bis, Uhrzeit',
  noteHint: 'Nur du kannst sie lesen.',
  affected: (count: number) =>
    count === 1
      ? 'Deine freie Zeit ist gespeichert. Darin liegt eine Buchung; sie bleibt, bis du sie verschiebst oder absagst.'
      : `Deine freie Zeit ist gespeichert. Darin liegen ${count} Buchungen; sie bleiben, bis du sie verschiebst oder absagst.`,
};
