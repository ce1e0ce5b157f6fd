import { isEmail } from 'class-validator';
import { domainToASCII, domainToUnicode } from 'node:url';
import { isStorable, withoutBlanksAround } from './text.js';

const MAX_EMAIL = 254;

const BEYOND_ASCII = /[^\p{ASCII}]/u;

/** A domain label in the ASCII form of other letters. */
const A_LABEL = /(?:^|[.@])xn--/i;

/** The characters that IDNA 2008 allows in a label: letters, marks, digits, and a few that stand between letters. */
const LABEL = /^[\p{L}\p{M}\p{N}\u200c\u200d\u00b7\u30fb\u0375\u05f3\u05f4-]+$/u;

/** Control, format and private characters, and line separators, which people do not see. */
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

/** Whether `email`, in the form of `emailForm`, is an address whose domain can exist. */
export function isAddress(email: string): boolean {
  if (email.length > MAX_EMAIL || !isStorable(email) || UNSEEN.test(email)) return false;
  const [local, domain] = partsOf(email);
  if (!BEYOND_ASCII.test(domain)) return isEmail(email);
  // A domain that changes on the way to ASCII and back, as with the Roman numeral Ⅽ, only looks like another one.
  const ascii = domainToASCII(domain);
  return domainToUnicode(ascii) === domain && domain.split('.').every(isLabel) && isEmail(`${local}@${ascii}`);
}

const isLabel = (label: string) => LABEL.test(label);

function partsOf(email: string): [local: string, domain: string] {
  const at = email.lastIndexOf('@');
  return [email.slice(0, Math.max(at, 0)), email.slice(at + 1)];
}
