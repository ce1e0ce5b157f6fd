import { type OutgoingFault, sentenceOf } from '../../outgoing/outgoing-error.js';
import type { FeedFault } from './reading/busy-feed.js';

/** Why a calendar from elsewhere cannot be read; `http-…` is the status that its host answers. */
export type CalendarFault = OutgoingFault | FeedFault | GoogleCalendarFault | 'secret-lost' | `http-${number}`;

/** Why a Google calendar is not read; others are written as `google-…`, too. */
type GoogleCalendarFault = 'google-disconnected' | 'google-busy' | 'google-too-large' | 'google-refused';

const OWN: Readonly<Record<FeedFault | GoogleCalendarFault | 'secret-lost', string>> = {
  'no-calendar': 'The address answers no calendar, or only a part of one.',
  'too-many-events': 'The calendar has too many events to be read.',
  'secret-lost': 'The address of the calendar cannot be read any more; please delete the calendar and add it anew.',
  'google-disconnected': 'Google knows the permission no more; please connect the calendar anew.',
  'google-busy': 'Google has too many requests or trouble of its own; it is tried again.',
  'google-too-large': 'The calendar has too many events to be read.',
  'google-refused': 'Google refuses to give the events of the calendar; it is tried again.',
};

/** What a fault means for the coach, who can mend most of them. */
export function sentenceAbout(fault: CalendarFault): string {
  if (fault in OWN) return OWN[fault as keyof typeof OWN];
  if (fault.startsWith('google-')) return OWN['google-refused'];
  if (!fault.startsWith('http-')) return sentenceOf(fault as OutgoingFault);
  const status = fault.slice('http-'.length);
  if (status === '401' || status === '403') {
    return `The host refuses the address (${status}): is it the secret one, and still valid?`;
  }
  return status === '404' || status === '410'
    ? `The host knows no calendar at this address (${status}).`
    : `The host answers with an error (${status}).`;
}
