import type {
  attendance as enAttendance,
  booking as enBooking,
  bookings as enBookings,
  cancel as enCancel,
  move as enMove,
  payment as enPayment,
  review as enReview,
  series as enSeries,
} from '../../en/client/bookings.js';

/** The list of bookings. */
export const bookings: typeof enBookings = {
  title: 'Meine Buchungen',
  upcoming: 'Kommende',
  past: 'Vergangene',
  noUpcoming: 'Du hast nichts gebucht. Suche dir einen Coach und eine Zeit aus.',
  noPast: 'Hier erscheinen Termine, die vorbei sind.',
  cancelled: 'Abgesagt',
  noCancelled: 'Nichts wurde abgesagt.',
  calendar: {
    title: 'In deinem Kalender',
    hint: 'Mit einem eigenen Link zeigt dein Kalender alle Buchungen und jede Änderung. Wer ihn kennt, kann sie lesen.',
    make: 'Kalender-Link erstellen',
    made: 'Abonniere diese Adresse in deinem Kalender. Sie wird nur dieses eine Mal gezeigt; beenden kannst du sie hier.',
    link: 'Link vom',
    end: 'Link beenden',
    endHint: 'Kalender, die ihn nutzen, werden nicht mehr aktualisiert.',
    address: 'Adresse deines Kalenders',
  },
};

/** One booking. */
export const booking: typeof enBooking = {
  title: 'Buchung',
  details: 'Einzelheiten',
  coach: 'Coach',
  client: 'Klient',
  payment: 'Zahlung',
  note: 'Notiz',
  cancelReason: 'Grund der Absage',
  late: 'Spät abgesagt',
  lateYes: 'Ja',
  lateWaived: 'Ja, aber kostenlos: Die Zeit wurde neu vergeben',
  series: 'Serie',
  toSeries: 'Alle Termine der Serie ansehen',
  noTime: 'Noch ohne Zeit',
  toCalendar: 'In den Kalender',
  cancelInCalendar: 'Absage für meinen Kalender',
  join: 'Per Video teilnehmen',
  history: 'Verlauf',
  noHistory: 'Noch ist nichts geschehen.',
  system: 'Die Plattform',
  movedTo: 'Verschoben auf',
  actions: 'Ändern',
  move: 'Verschieben',
  cancel: 'Buchung absagen',
  pay: 'Jetzt bezahlen',
  freeUntil: 'Du kannst kostenlos absagen bis',
  freeEnded: 'Eine Absage wäre jetzt spät. Kostenlos war sie bis',
  tooLateToMove: 'Zum Verschieben ist es zu spät.',
  noTimeYet: 'Du kannst sie verschieben, sobald sie eine Zeit hat.',
  requested: 'Deine Anfrage ist abgeschickt. Sobald sie beantwortet ist, bekommst du eine E-Mail.',
  booked: 'Gebucht. Du bekommst dazu eine E-Mail.',
  paidNow: 'Danke: Es ist bezahlt.',
  paidSoon: 'Danke. Die Zahlung ist auf dem Weg zu uns; das dauert einen Moment.',
  notPaid: 'Die Zahlung wurde abgebrochen. Es wurde nichts abgebucht.',
  isMoved: 'Verschoben. Dein Coach erfährt davon.',
  isCancelled: 'Abgesagt. Dein Coach erfährt davon.',
};

export const payment: typeof enPayment = {
  statuses: {
    none: 'Nichts zu zahlen',
    due: 'Noch nicht bezahlt',
    paid: 'Bezahlt',
    refunded: 'Erstattet',
    partly_refunded: 'Teilweise erstattet',
    waived: 'Nichts mehr zu zahlen',
  },
  methods: { card: 'Karte', credit: 'ein Guthaben', at_session: 'beim Termin' },
  back: (amount) => `${amount} gehen zurück`,
  receipt: 'Beleg',
};

export const cancel: typeof enCancel = {
  title: 'Diese Buchung absagen?',
  late: 'Es ist spät: Dein Coach wünscht sich Absagen früher.',
  inTime: 'Du bist rechtzeitig: Die Absage kostet nichts.',
  fee: 'Du zahlst',
  refund: 'Du bekommst zurück',
  credits: 'Guthaben, das zurückkommt',
  reason: 'Grund (freiwillig)',
  button: 'Absagen',
};

export const move: typeof enMove = {
  title: 'Auf eine andere Zeit verschieben',
  now: 'Jetzt:',
  to: 'Neue Zeit:',
  button: 'Dorthin verschieben',
};

export const attendance: typeof enAttendance = {
  title: 'Wer gekommen ist',
  outcomes: {
    attended: 'Der Termin hat stattgefunden.',
    client_no_show: 'Dein Coach sagt, dass du nicht gekommen bist.',
    coach_no_show: 'Dein Coach ist nicht gekommen.',
  },
  contested: 'Du hast widersprochen. Ein Admin entscheidet.',
  decided: 'Du hast widersprochen. Ein Admin hat entschieden.',
  reason: 'Was ist geschehen?',
  hint: 'Dein Coach und die Admins lesen es.',
  contest: 'Widersprechen',
};

export const review: typeof enReview = {
  title: 'Deine Bewertung',
  rating: 'Sterne',
  text: 'Was würdest du anderen sagen? (freiwillig)',
  named: 'Meinen Namen zeigen',
  namedHint: 'Als Vorname und ein Buchstabe; sonst als „A client“.',
  write: 'Bewertung veröffentlichen',
  edit: 'Bewertung bearbeiten',
  remove: 'Bewertung löschen',
  removeHint: 'Sterne und Text sind dann weg.',
  removed: (reason) => `Ein Admin hat sie entfernt: ${reason}`,
};

export const series: typeof enSeries = {
  title: 'Serie',
  list: 'Serien',
  next: 'Nächste:',
  sessions: 'Termine',
  everyWeeks: (count) => (count === 1 ? 'Jede Woche' : `Alle ${count} Wochen`),
  moved: 'Verschoben',
  move: 'Serie verschieben',
  moveHint:
    'Ein Termin und alle späteren rücken um gleich viele Tage. Was du einzeln verschoben hast, bleibt, wo es ist.',
  moveFrom: 'Ab diesem Termin',
  moveTo: 'Neue Zeit',
  moveNow: 'Verschieben',
  cancel: 'Rest absagen',
  cancelNow: 'Alle kommenden absagen',
  cancelHint:
    'Alle Termine, die noch nicht begonnen haben, werden abgesagt. Nahe Termine können zu spät sein und kosten, was dein Coach verlangt.',
};
