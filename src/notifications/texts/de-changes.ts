import type { ChangesWords, Text, SessionWords } from './texts.js';
import type { Deed } from './words/words.js';

const sessionsText = (number: number) => `${number} ${number === 1 ? 'Termin' : 'Termine'}`;
/** In sentences that say of which series they are. */
const ofSeries = (number: number, whose: string) =>
  number === 1 ? `einen Termin ${whose}` : `${number} Termine ${whose}`;

const ACTION = 'Buchungen ansehen';
/** What the coach is to do about the sessions of a series. */
const DECIDE =
  'Bitte bestätige die Termine in deinen Buchungen oder lehne sie ab, alle auf einmal oder einzeln. Was bis zu seinem Beginn nicht bestätigt ist, wird storniert.';

/** German: one mail for all that one deed changed. `deeds` are the words for what happened. */
export function changesText(c: ChangesWords, deeds: Readonly<Record<Deed, string>>): Text {
  if (!c.isSeries || c.other === null || c.deed === null) return listText(c, deeds);
  return c.deed === 'requested' || c.deed === 'booked' ? newSeries(c, c.other) : laterSeries(c, c.other, deeds[c.deed]);
}

const withDays = ({ days }: ChangesWords, text: string, separator: string) =>
  days === null ? text : `${text}${separator}${days}`;

function newSeries(c: ChangesWords, other: string): Text {
  const length = `Serie von ${c.count} Terminen`;
  const subject = (word: string) => withDays(c, `${word}: ${length} mit ${other}`, ', ');
  const line = (text: string) => withDays(c, text, ': ').replace(/\.?$/, '.');
  if (c.deed === 'booked') {
    const booked = {
      you: `Du hast eine ${length} mit ${other} gebucht`,
      other: `${other} hat eine ${length} mit dir gebucht`,
      us: `Wir haben für dich eine ${length} mit ${other} gebucht`,
    }[c.by];
    return {
      subject: subject('Gebucht'),
      title: 'Serie gebucht',
      body: [line(booked), 'Sie ist bestätigt.'],
      action: ACTION,
    };
  }
  return c.role === 'coach'
    ? {
        subject: subject('Anfrage'),
        title: 'Serie angefragt',
        body: [line(`${other} fragt eine ${length} an`), DECIDE],
        action: 'Anfrage beantworten',
      }
    : {
        subject: subject('Angefragt'),
        title: 'Anfrage für eine Serie gesendet',
        body: [line(`${other} hat deine Anfrage für eine ${length}`), `Wir schreiben dir, sobald ${other} antwortet.`],
        action: ACTION,
      };
}

/** Some or all sessions of a series that was booked. */
function laterSeries(c: ChangesWords, other: string, deed: string): Text {
  const done = deed.toLowerCase();
  const sessions = `${sessionsText(c.count)} einer Serie`;
  const who = { you: 'Du hast', other: `${other} hat`, us: 'Wir haben' }[c.by];
  const what = ofSeries(c.count, c.by === 'you' ? `deiner Serie mit ${other}` : 'deiner Serie');
  const open = c.role === 'coach' ? DECIDE : `${other} muss sie neu bestätigen.`;
  return {
    subject: withDays(c, `${deed}: ${sessions} mit ${other}`, ', '),
    title: `${sessions} ${done}`,
    body: [
      c.deed === 'expired' ? `${sessions} mit ${other}: nicht rechtzeitig bestätigt.` : `${who} ${what} ${done}.`,
      ...(c.deed === 'moved' && c.isPending ? [open] : []),
    ],
    action: ACTION,
  };
}

function listText(c: ChangesWords, deeds: Readonly<Record<Deed, string>>): Text {
  const sessions = `${sessionsText(c.count)}${c.other === null ? '' : ` mit ${c.other}`}`;
  const who = c.by === 'you' ? 'Du hast' : c.by === 'other' && c.other !== null ? `${c.other} hat` : 'Wir haben';
  const deed = c.deed === null ? 'geändert' : deeds[c.deed].toLowerCase();
  const what = c.deed === null ? `Geändert: ${sessions}` : `${deeds[c.deed]}: ${sessions}`;
  return {
    subject: withDays(c, what, ', '),
    title: `${sessionsText(c.count)} ${deed}`,
    body: [
      c.deed === 'expired'
        ? `${sessions}: nicht rechtzeitig bestätigt.`
        : `${who} ${c.by === 'other' ? sessionsText(c.count) : sessions} ${deed}.`,
    ],
    action: ACTION,
  };
}

/** What a message about a moved session says. */
export function movedText(s: SessionWords) {
  const who = { you: 'Du hast', other: `${s.other} hat`, us: 'Wir haben' }[s.by];
  if (!s.hasTime) {
    return { subject: 'Ohne Zeit', title: 'Termin ohne Zeit', line: `${who} die Zeit deines Termins entfernt` };
  }
  if (!s.hadTime) {
    return {
      subject: 'Zeit festgelegt',
      title: 'Termin mit Zeit',
      line: `${who} eine Zeit für deinen Termin festgelegt`,
    };
  }
  return { subject: 'Verschoben', title: 'Termin verschoben', line: `${who} deinen Termin verschoben` };
}
