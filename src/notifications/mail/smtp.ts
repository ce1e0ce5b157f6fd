import { createTransport, type SendMailOptions } from 'nodemailer';
import { mailErrorOf } from './mail-errors.js';
import { NOTHING_FROM_OUTSIDE } from './mime.js';

/** So many mails go out at once. More than these wait. */
export const SMTP_CONNECTIONS = 2;

/** Milliseconds. */
export interface SmtpLimits {
  /** To connect, to be greeted, and until each answer. */
  readonly step: number;
  /** For a whole mail: a server that drips its answers keeps every step in time. */
  readonly mail: number;
}

const LIMITS: SmtpLimits = { step: 10_000, mail: 30_000 };
/** Mail servers drop idle connections after a minute or more. We drop them first. */
const IDLE_MS = 30_000;

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/** Hands mails to a mail server over a few connections that stay open. */
export class SmtpCarrier {
  private readonly pool;

  constructor(
    url: string,
    private readonly limits = LIMITS,
  ) {
    const { step } = limits;
    this.pool = createTransport({
      ...serverOf(new URL(url)),
      ...NOTHING_FROM_OUTSIDE,
      pool: true,
      maxConnections: SMTP_CONNECTIONS,
      // Only a mail of which nothing was sent goes back into the queue: the server had dropped an idle connection.
      maxRequeues: 1,
      idleTimeout: IDLE_MS,
      ...{ connectionTimeout: step, greetingTimeout: step, socketTimeout: step, dnsTimeout: step },
    });
  }

  /** Throws a MailRefusedError when trying again is useless, else a MailDeferredError. */
  async carry(message: SendMailOptions): Promise<void> {
    try {
      await this.pool.sendMail({ ...message, signal: AbortSignal.timeout(this.limits.mail) });
    } catch (error) {
      throw mailErrorOf(error);
    }
  }

  /** Mails on their way must be over. */
  close(): void {
    this.pool.close();
  }
}

/** A password leaves this machine over TLS only, also when somebody on the way hides that the server can do TLS. */
function serverOf({ protocol, hostname, port, username, password }: URL) {
  const isSecure = protocol === 'smtps:';
  const hasUser = username !== '';
  return {
    host: hostname.replace(/^\[(.*)\]$/, '$1'),
    port: Number(port) || (isSecure ? 465 : 587),
    secure: isSecure,
    requireTLS: !isSecure && hasUser && !LOOPBACK.test(hostname),
    ...(hasUser && { auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) } }),
  };
}
