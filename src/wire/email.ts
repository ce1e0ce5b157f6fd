import { isEmail } from 'class-validator';
import { domainToASCII, domainToUnicode } from 'node:url';
import { isStorable, withoutBlanksAround } from './text.js';

const MAX_EMAIL = 254;

const BEYOND_ASCII = /[^\p{ASCII}]/u;

/** A label of a domain that is written in ASCII although its letters are not. */
const A_LABEL = /(?:^|[.@])xn--/i;

/** What IDNA 2008 allows in a label: letters, marks, digits, and a few characters that stand between letters. */
const LABEL = /^[\p{L}\p{M}\p{N}\u200c\u200d\u00b7\u30fb\u0375\u05f3\u05f4-]+$/u;

/** Control, format and private characters, and line separators: people do not see them. */
const UNSEEN = /[\p{C}\p{Zl}\p{Zp}]/u;

/**
 * The form in which an email is stored and looked up. Phones add a blank at its end. ASCII letters keep their case, which
 * PostgreSQL ignores; other letters are composed and in lower case, and a domain has its letters instead of `xn--`.
 */
export function emailForm(typed: string): string {
  const text = withoutBlanksAround(typed);
  if (!BEYOND_ASCII.test(text) && !A_LABEL.test(text)) return text;
  const [local, domain] = partsOf(text.normalize('NFC').toLowerCase());
  return `${local}@${A_LABEL.test(domain) ? domainToUnicode(domain) : domain}`;
}

/** Whether `email`, in the form that `emailForm` gives it, is an address with a domain that can exist. */
export function isAddress(email: string): boolean {
  if (email.length > MAX_EMAIL || !isStorable(email) || UNSEEN.test(email)) return false;
  const [local, domain] = partsOf(email);
  if (!BEYOND_ASCII.test(domain)) return isEmail(email);
  // What changes on the way to ASCII and back, such as the Roman numeral Ⅽ, only looks like another domain.
  const ascii = domainToASCII(domain);
  return domainToUnicode(ascii) === domain && domain.split('.').every(isLabel) && isEmail(`${local}@${ascii}`);
}

const isLabel = (label: string) => LABEL.test(label);

function partsOf(email: string): [local: string, domain: string] {
  const at = email.lastIndexOf('@');
  return [email.slice(0, Math.max(at, 0)), email.slice(at + 1)];
}
