import type { Reader } from '../messages/facts.js';
import { oneLine, textsFor } from '../messages/message.js';
import { type FactsOf, messageOf, type MessageName } from '../messages/messages.js';
import { htmlOf, type Page, textOf } from './layout.js';
import type { Mail } from './mail.js';

/** What goes with a mail besides its words. */
export type Extras = Pick<Mail, 'calendar' | 'unsubscribeUrl'>;

/** A message as a mail to a reader. */
export function mailOf<Name extends MessageName>(
  name: Name,
  reader: Reader,
  facts: FactsOf<Name>,
  extras: Extras = {},
): Mail {
  const message = messageOf(name);
  const { layout } = textsFor(reader);
  const { calendar, unsubscribeUrl = null } = extras;
  const words = message.words(reader, facts);
  const page: Page = {
    ...words,
    locale: reader.locale,
    texts: layout,
    greeting: layout.greeting(message.reason === 'address' ? null : oneLine(reader.name)),
    reason: layout.reasons[message.reason],
    lines: message.lines(reader, facts),
    note: calendar === undefined ? null : calendar.method === 'REQUEST' ? layout.invitation : layout.withdrawal,
    unsubscribeUrl,
  };
  return { subject: words.subject, html: htmlOf(page), text: textOf(page), locale: reader.locale, ...extras };
}
