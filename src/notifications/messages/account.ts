import type { Texts } from '../texts/texts.js';
import { timesText } from './session.js';
import type { ExportFacts, LinkFacts, MomentFacts } from './facts.js';
import { type Message, textsFor, withLink } from './message.js';

type LinkMessage = 'account.welcome' | 'account.verify-email' | 'account.password-reset' | 'account.email-confirm';
type MomentMessage = Exclude<keyof Texts['messages'] & `account.${string}`, LinkMessage | 'account.export-ready'>;

const TOKEN = '5fHkq2Zt0vWm8Rj3XcY7bN1dLs6pAe9uQgT4iKoVxCw';

/** A message with a link that works once. `page` is where the sample's link leads. */
function linkMessage(name: LinkMessage, page: string, hours: number): Message<LinkFacts> {
  const url = `https://app.example.com/${page}#token=${TOKEN}`;
  return {
    reason: name === 'account.email-confirm' ? 'address' : 'account',
    words: (reader, { url, token, hours }) => ({
      ...withLink(textsFor(reader).messages[name]({ hours }), url),
      code: token,
    }),
    lines: () => [],
    samples: [{ title: 'with a link', role: 'client', facts: { url, token: TOKEN, hours } }],
  };
}

/** A message that something happened to the account. */
function momentMessage(name: MomentMessage): Message<MomentFacts> {
  return {
    reason: 'account',
    words: (reader) => withLink(textsFor(reader).messages[name](), null),
    lines: (reader, { at }) => {
      const texts = textsFor(reader);
      return [[texts.labels.at, timesText(texts, reader.zone, at, null)]];
    },
    samples: [{ title: 'to the account', role: 'client', facts: { at: new Date('2026-12-07T08:00:00Z') } }],
  };
}

/** After sign-up: welcomes, and asks whether the address is the user's own. */
export const accountWelcome = linkMessage('account.welcome', 'verify-email', 24);
/** Asks once more whether the address is the user's own. */
export const accountVerifyEmail = linkMessage('account.verify-email', 'verify-email', 24);
/** Lets somebody who forgot the password choose a new one. */
export const accountPasswordReset = linkMessage('account.password-reset', 'reset-password', 1);
/** The password was changed or reset: the owner may not have done it. */
export const accountPasswordChanged = momentMessage('account.password-changed');
/** To the new address, which becomes the account's when it is confirmed. */
export const accountEmailConfirm = linkMessage('account.email-confirm', 'change-email', 24);
/** To the old address, when somebody asks for another one. */
export const accountEmailAsked = momentMessage('account.email-asked');
/** To the old address, when the new one is in use. */
export const accountEmailChanged = momentMessage('account.email-changed');
/** The file that they asked for is made. It opens for them alone, so the mail has neither the file nor a link that opens it. */
export const accountExportReady: Message<ExportFacts> = {
  reason: 'account',
  words: (reader, { url }) => withLink(textsFor(reader).messages['account.export-ready'](), url),
  lines: (reader, { until }) => {
    const texts = textsFor(reader);
    return [[texts.labels.available, timesText(texts, reader.zone, until, null)]];
  },
  samples: [
    {
      ...{ title: 'to its owner', role: 'client' },
      facts: { until: new Date('2026-12-08T08:00:00Z'), url: 'https://app.example.com/settings' },
    },
  ],
};
