import type { Mail } from '../../notifications/mail/mail.js';
import { mailOf } from '../../notifications/mail/render.js';
import { LOCALES, type Reader } from '../../notifications/messages/facts.js';
import { messageOf, type MessageName, MESSAGES } from '../../notifications/messages/messages.js';
import { SESSION } from '../../notifications/messages/sample-session.js';

/** The sample coach works in Berlin. */
const ZONES = ['Europe/Berlin', 'America/New_York'];

/** A message with invented facts, as one reader gets it. */
export interface MailSample {
  readonly id: string;
  readonly message: MessageName;
  readonly title: string;
  readonly locale: Reader['locale'];
  readonly zone: string;
  readonly mail: Mail;
}

/** Every message with each of its samples, in every language and two zones. */
export function mailSamples(): MailSample[] {
  return (Object.keys(MESSAGES) as MessageName[]).flatMap((message) =>
    messageOf(message).samples.flatMap(({ title, role, facts }, index) =>
      LOCALES.flatMap((locale) =>
        ZONES.map((zone) => {
          const reader: Reader = { name: role === 'coach' ? SESSION.coach : SESSION.client, role, locale, zone };
          const id = `${message}-${index + 1}-${locale}-${zone.slice(zone.indexOf('/') + 1)}`;
          return { id, message, title, locale, zone, mail: mailOf(message, reader, facts) };
        }),
      ),
    ),
  );
}
