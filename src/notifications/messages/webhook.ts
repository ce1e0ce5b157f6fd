import type { WebhookFacts } from './facts.js';
import { type Message, textsFor, withLink } from './message.js';

/** An endpoint of the coach, or of the platform, is told of nothing any more. */
export const webhookSwitchedOff: Message<WebhookFacts> = {
  reason: 'account',
  words: (reader, facts) => withLink(textsFor(reader).messages['webhook.switched-off'](facts), null),
  lines: () => [],
  samples: [
    { title: 'after five days of failures', role: 'coach', facts: { host: 'hooks.example.com', reason: 'failing' } },
    { title: 'that wants no more', role: 'admin', facts: { host: 'hooks.example.com', reason: 'gone' } },
  ],
};
