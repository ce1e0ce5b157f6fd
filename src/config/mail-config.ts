import type { Environment, Readers } from './environment.js';

/** Who mails are from. */
export interface Sender {
  readonly name: string;
  readonly address: string;
}

/** What the platform is called where it writes to people. */
export const PLATFORM = 'Vibe Coaching';

const NOBODY: Sender = { name: PLATFORM, address: 'no-reply@vibe.localhost' };
const ADDRESS = /^[^\s@<>()[\],;:"\\]+@[a-z\d]([a-z\d.-]*[a-z\d])?$/i;
const NAMED = /^(?<name>[^<>\p{Cc}]*)<(?<address>[^<>]*)>$/u;

/** Reads what mails need: the server that takes them, who they are from, and where their links lead. */
export function readMail(read: Readers, problems: string[], environment: Environment) {
  const publicUrl = read.publicUrl('PUBLIC_URL');
  const smtpUrl = read.text('SMTP_URL');
  const from = read.text('MAIL_FROM');
  const sender = from === null ? NOBODY : senderOf(from);
  if (smtpUrl !== null && !isSmtpUrl(smtpUrl)) {
    problems.push(
      'SMTP_URL must be an address such as smtps://user:password@mail.example.com, without a path or a query.',
    );
  }
  if (sender === null) {
    problems.push('MAIL_FROM must be an address, or a name and an address: Vibe Coaching <no-reply@example.com>.');
  }
  if (environment === 'production' && smtpUrl !== null && (publicUrl === null || from === null)) {
    problems.push('SMTP_URL needs PUBLIC_URL and MAIL_FROM in production: mails have links and a sender.');
  }
  return { publicUrl, smtpUrl, mailFrom: sender ?? NOBODY, appUrl: read.publicUrl('APP_URL') ?? publicUrl };
}

function senderOf(text: string): Sender | null {
  const { name = '', address = text } = NAMED.exec(text)?.groups ?? {};
  const plain = name.trim().replace(/^"(.*)"$/, '$1');
  return ADDRESS.test(address) ? { name: plain === '' ? PLATFORM : plain, address } : null;
}

/** The credentials may hold any character, as percent-encoded bytes of UTF-8. */
function isSmtpUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, username, password, pathname, search, hash } = new URL(text);
  const isBare = ['', '/'].includes(pathname) && search === '' && hash === '';
  return /^smtps?:$/.test(protocol) && hostname !== '' && isBare && [username, password].every(isEncoded);
}

function isEncoded(text: string): boolean {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}
