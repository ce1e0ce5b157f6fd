import type { waitlist as en } from '../../en/client/waitlist.js';

/** What a client waits for. */
export const waitlist: typeof en = {
  title: 'Warteliste',
  note: 'Was frei wird, wird der ersten Person angeboten, die es nehmen kann.',
  live: 'Wartend',
  over: 'Vorbei',
  none: 'Du wartest auf nichts. Wo nichts frei ist, kannst du dich auf der Seite eines Coachs auf die Warteliste setzen.',
  noneOver: 'Hier erscheint, worauf du gewartet hast.',
  kinds: { slot: 'Ein Platz', time: 'Eine Zeit', seat: 'Ein Gruppenplatz' },
  with: (what, coach) => `${what} bei ${coach}`,
  statuses: {
    waiting: 'Wartet',
    offered: 'Angeboten',
    booked: 'Gebucht',
    left: 'Verlassen',
    expired: 'Abgelaufen',
  },
  position: (place) => (place === 1 ? 'Du bist als Nächstes dran.' : `Platz ${place} in der Schlange.`),
  after: (time) => `nicht vor ${time}`,
  before: (time) => `nicht nach ${time}`,
  offered: 'Dir wird angeboten:',
  left: (left) => `Du hast noch ${left}, um zu entscheiden.`,
  offerOver: 'Das Angebot ist zu Ende.',
  accept: 'Annehmen',
  acceptOne: (name) => `Annehmen: ${name}`,
  decline: 'Ablehnen',
  declineOne: (name) => `Ablehnen: ${name}`,
  leave: 'Verlassen',
  leaveOne: (name) => `Warteliste verlassen: ${name}`,
  leaveHint: 'Du verlierst deinen Platz in der Schlange.',
};
