import type { SendMailOptions } from 'nodemailer';
import type { Sender } from '../../config/mail-config.js';
import type { Letter } from './mail.js';

/** Nothing in a mail may name a file or an address to read its content from. */
export const NOTHING_FROM_OUTSIDE = { disableFileAccess: true, disableUrlAccess: true } as const;

/** The letter in nodemailer's form. Addresses are objects: a comma in a text would add a recipient. */
export function mimeOf({ messageId, to, mail }: Letter, from: Sender, date: Date): SendMailOptions {
  const { subject, html, text, calendar } = mail;
  return {
    ...NOTHING_FROM_OUTSIDE,
    ...{ messageId: `<${messageId}>`, date, subject, html, text },
    from: { ...from },
    to: { ...to },
    headers: headersOf(mail),
    ...(calendar && { icalEvent: { method: calendar.method, content: calendar.content, filename: 'session.ics' } }),
  };
}

function headersOf({ locale, unsubscribeUrl }: Letter['mail']): Record<string, string | object> {
  return {
    // Keeps out-of-office answers from coming back (RFC 3834).
    'Auto-Submitted': 'auto-generated',
    'Content-Language': locale,
    ...(unsubscribeUrl !== undefined && {
      // Folding would put blanks into the address.
      'List-Unsubscribe': { prepared: true, foldLines: false, value: `<${unsubscribeUrl}>` },
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
    }),
  };
}
