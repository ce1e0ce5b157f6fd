import type { panel as enPanel, prices as enPrices, verdicts as enVerdicts } from '../../en/client/panel.js';

/** Booking a time. */
export const panel: typeof enPanel = {
  title: (coach) => `Bei ${coach} buchen`,
  price: 'Preis',
  held: (left) => `Diese Zeit ist für dich reserviert: noch ${left}.`,
  holdOver: 'Die Zeit ist nicht mehr für dich reserviert.',
  holdAgain: 'Noch einmal reservieren',
  repeat: 'Diesen Termin wiederholen',
  repeatHint: 'Eine Serie immer zur selben Uhrzeit, nach der Uhr deines Coachs.',
  book: 'Diese Zeit buchen',
  confirming: 'Nach der Buchung',
  confirmedAtOnce: 'Sie ist sofort bestätigt.',
  confirmedWhenPaid: 'Sie ist bestätigt, sobald sie bezahlt ist.',
  coachConfirms: 'Der Coach bestätigt sie. Du bekommst eine E-Mail.',
  cancelling: 'Absagen',
  freeUntil: (moment) => `Kostenlos bis ${moment}`,
  freeUntilStart: 'Kostenlos bis zum Beginn',
  later: (cost) => `danach ${cost}`,
  isLate: (cost) => `${cost}: Der Beginn ist nah`,
  isLateAndFree: 'Kostenlos, zählt aber als spät: Der Beginn ist nah',
  notComing: 'Nicht kommen',
  ofPrice: (percent) => `${percent} des Preises`,
  oneCredit: 'ein Guthaben',
  credits: (count) => `Du hast bei diesem Coach noch ${count} Guthaben. Dieser Termin kostet eines.`,
  noCredits:
    'Dieser Termin wird nur mit Guthaben bezahlt, und du hast keines, das passt. Kaufe zuerst ein Paket dieses Coachs.',
  payNext: 'Danach bezahlst du. Die Zeit bleibt 30 Minuten für dich frei.',
  every: 'Wie oft',
  weeks: (count) => (count === 1 ? 'Jede Woche' : `Alle ${count} Wochen`),
  count: 'Anzahl der Termine',
  plan: 'Termine der Serie',
  conflicts: (count) =>
    count === 1
      ? 'Ein Termin lässt sich nicht buchen. Er fällt weg, wenn du die anderen buchst.'
      : `${count} Termine lassen sich nicht buchen. Sie fallen weg, wenn du die anderen buchst.`,
  bookAll: (count) => `${count} Termine buchen`,
  bookFree: (count) => `Die ${count} freien buchen`,
};

/** Why a session cannot be booked. */
export const verdicts: typeof enVerdicts = {
  free: 'Frei',
  'no-such-time': 'Zeitumstellung',
  'no-hours': 'Keine Arbeitszeiten',
  'in-the-past': 'Vergangen',
  'too-soon': 'Zu kurzfristig',
  'too-late-ahead': 'Zu weit voraus',
  'outside-hours': 'Außerhalb der Arbeitszeiten',
  'time-off': 'Coach ist abwesend',
  'off-grid': 'Kein Beginn zu dieser Minute',
  'coach-busy': 'Coach ist belegt',
  'too-close': 'Zu nah an einer anderen',
  held: 'Wird gerade gebucht',
  'daily-limit': 'Tag ist voll',
  'client-limit': 'Zu viele bei diesem Coach',
  'you-are-busy': 'Du bist belegt',
};

/** What a session costs, and how it is paid. */
export const prices: typeof enPrices = {
  free: 'Kostenlos',
  credits: 'Mit einem Guthaben',
  creditsOf: (amount) => `${amount}, mit einem Guthaben`,
  atSession: (amount) => `${amount}, zu zahlen beim Termin`,
  toBook: (amount) => `${amount}, zu zahlen bei der Buchung`,
};
