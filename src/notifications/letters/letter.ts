import type { Mail } from '../mail/mail.js';

/** A mail that is ready to be sent; or a sentence why there is none to send. */
export type Composed =
  { readonly to: { readonly name: string; readonly address: string }; readonly mail: Mail } | string;

export const NOBODY = 'The account is deactivated or deleted.';
export const UNWANTED = 'The user does not want such mails.';
