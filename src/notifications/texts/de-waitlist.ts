import type { WaitlistTexts } from './waitlist-texts.js';

const ANSWER = 'Annehmen oder ablehnen';

/** German, for those who wait. */
export const waitlistDe: WaitlistTexts = {
  'waitlist.offered': (w) => ({
    subject: `Bis ${w.untilTime} für dich frei: ${w.headline}`,
    title: 'Du bist auf der Warteliste dran',
    body: [
      `Bei ${w.other} ist frei, worauf du wartest: ${w.details}. Wir halten es für dich bis ${w.until}.`,
      'Nimm es auf deiner Warteliste an, dann ist es gebucht. Lehnst du ab, bekommt es die nächste Person.',
    ],
    action: ANSWER,
  }),
  'waitlist.lapsing': (w) => ({
    subject: `Nur noch bis ${w.untilTime}: ${w.headline}`,
    title: 'Dein Angebot endet bald',
    body: [
      `Wir halten dir bei ${w.other} noch bis ${w.until} frei: ${w.details}.`,
      'Nimmst du es bis dahin nicht an, bekommt es die nächste Person.',
    ],
    action: ANSWER,
  }),
  'waitlist.lapsed': (w) => ({
    subject: `Angebot beendet: ${w.headline}`,
    title: 'Dein Angebot ist beendet',
    body: [
      `Was wir dir bei ${w.other} freigehalten haben, hast du nicht rechtzeitig angenommen: ${w.details}.`,
      'Du stehst nicht mehr auf der Warteliste. Du kannst dich gern neu eintragen.',
    ],
  }),
  'waitlist.skipped': (w) => ({
    subject: `Warteliste: übergangen, ${w.headline}`,
    title: 'Auf der Warteliste übergangen',
    body: [
      w.reason === 'client-limit'
        ? `Bei ${w.other} ist etwas frei geworden, aber du hast dort schon so viele aktive Buchungen, wie man dort haben darf.`
        : `Bei ${w.other} ist etwas frei geworden, aber du hast zu dieser Zeit einen anderen Termin.`,
      'Du behältst deinen Platz.',
    ],
  }),
};
