import { type OutgoingFault, sentenceOf } from '../outgoing/outgoing-error.js';

/** Why a message got no answer. */
export type WebhookFault = OutgoingFault | 'secret-lost' | 'off';

/** What a fault means for the owner of the endpoint. */
export function faultText(fault: WebhookFault): string {
  if (fault === 'off') return 'The endpoint was switched off before the message was sent.';
  if (fault === 'secret-lost') return 'The secret of the endpoint cannot be read any more; please rotate it.';
  return sentenceOf(fault);
}
