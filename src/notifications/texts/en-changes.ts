import type { ChangesWords, Text, SessionWords } from './texts.js';
import type { Deed } from './words/words.js';

const sessionsText = (number: number) => `${number} ${number === 1 ? 'session' : 'sessions'}`;

const ACTION = 'View the bookings';
/** What the coach is to do about the sessions of a series. */
const DECIDE =
  'Please confirm or decline them in your bookings, all at once or one by one. Those that are not confirmed by their start are cancelled.';

/** English: one mail for all that one deed changed. `deeds` are the words for what happened. */
export function changesText(c: ChangesWords, deeds: Readonly<Record<Deed, string>>): Text {
  if (!c.isSeries || c.other === null || c.deed === null) return listText(c, deeds);
  return c.deed === 'requested' || c.deed === 'booked' ? newSeries(c, c.other) : laterSeries(c, c.other, deeds[c.deed]);
}

const withDays = ({ days }: ChangesWords, text: string, separator: string) =>
  days === null ? text : `${text}${separator}${days}`;

function newSeries(c: ChangesWords, other: string): Text {
  const length = `series of ${c.count}`;
  const subject = (word: string) => withDays(c, `${word}: ${length} with ${other}`, ', ');
  const line = (text: string) => `${withDays(c, text, ': ')}.`;
  if (c.deed === 'booked') {
    const booked = {
      you: `You booked a ${length} with ${other}`,
      other: `${other} booked a ${length} with you`,
      us: `We booked a ${length} with ${other} for you`,
    }[c.by];
    return {
      subject: subject('Booked'),
      title: 'Series booked',
      body: [line(booked), 'It is confirmed.'],
      action: ACTION,
    };
  }
  return c.role === 'coach'
    ? {
        subject: subject('Request'),
        title: 'Series requested',
        body: [line(`${other} asks for a ${length}`), DECIDE],
        action: 'Answer the request',
      }
    : {
        subject: subject('Requested'),
        title: 'Request for a series sent',
        body: [line(`Your request for a ${length} is with ${other}`), `We write to you when ${other} answers.`],
        action: ACTION,
      };
}

/** Some or all sessions of a series that was booked. */
function laterSeries(c: ChangesWords, other: string, deed: string): Text {
  const done = deed.toLowerCase();
  const sessions = sessionsText(c.count);
  const who = { you: 'You', other, us: 'We' }[c.by];
  const what = c.by === 'you' ? `${sessions} of your series with ${other}` : `${sessions} of your series`;
  const open = c.role === 'coach' ? DECIDE : `${other} has to confirm them again.`;
  return {
    subject: withDays(c, `${deed}: ${sessions} of a series with ${other}`, ', '),
    title: `${sessions} of a series ${done}`,
    body: [
      c.deed === 'expired'
        ? `${sessions} of a series with ${other}: nobody confirmed in time.`
        : `${who} ${done} ${what}.`,
      ...(c.deed === 'moved' && c.isPending ? [open] : []),
    ],
    action: ACTION,
  };
}

function listText(c: ChangesWords, deeds: Readonly<Record<Deed, string>>): Text {
  const sessions = `${sessionsText(c.count)}${c.other === null ? '' : ` with ${c.other}`}`;
  const who = c.by === 'you' ? 'You' : c.by === 'other' && c.other !== null ? c.other : 'We';
  const deed = c.deed === null ? 'changed' : deeds[c.deed].toLowerCase();
  const what = c.deed === null ? `Changed: ${sessions}` : `${deeds[c.deed]}: ${sessions}`;
  return {
    subject: withDays(c, what, ', '),
    title: `${sessionsText(c.count)} ${deed}`,
    body: [
      c.deed === 'expired'
        ? `${sessions}: nobody confirmed in time.`
        : `${who} ${deed} ${c.by === 'other' ? sessionsText(c.count) : sessions}.`,
    ],
    action: ACTION,
  };
}

/** What a message about a moved session says. */
export function movedText(s: SessionWords) {
  if (!s.hasTime) {
    const removed = { you: 'You removed', other: `${s.other} removed`, us: 'We removed' }[s.by];
    return { subject: 'Without a time', title: 'Session has no time', line: `${removed} the time of your session` };
  }
  if (!s.hadTime) {
    const set = { you: 'You set', other: `${s.other} set`, us: 'We set' }[s.by];
    return { subject: 'Time set', title: 'Session has a time', line: `${set} a time for your session` };
  }
  const moved = { you: 'You moved your', other: `${s.other} moved your`, us: 'We moved your' }[s.by];
  return { subject: 'Moved', title: 'Session moved', line: `${moved} session` };
}
