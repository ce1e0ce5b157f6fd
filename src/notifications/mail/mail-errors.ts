/** The mail server refuses this mail for good: trying again would change nothing. The message has no address and no content. */
export class MailRefusedError extends Error {}

/** The mail was not taken now. It may be at another try. The message has no address and no content. */
export class MailDeferredError extends Error {}

/** What nodemailer tells of a failure. Its message quotes the server, which quotes addresses. */
interface SmtpFailure {
  readonly code?: string | undefined;
  readonly responseCode?: number | undefined;
  readonly response?: string | undefined;
  readonly timeoutType?: string | undefined;
}

/** 530, 535 and 538 want credentials, or others: the configuration is wrong, not the mail. 503 is a session out of step. */
const NOT_THE_MAIL = [503, 530, 535, 538];

/** The failure as one of our errors, with the codes of the server's answer alone. */
export function mailErrorOf(failure: unknown): MailRefusedError | MailDeferredError {
  const { code = 'unknown', responseCode = 0, response = '', timeoutType } = (failure ?? {}) as SmtpFailure;
  const [, enhanced] = /^\d{3}[ -](\d\.\d{1,3}\.\d{1,3})\b/.exec(response) ?? [];
  const parts = [code, responseCode || undefined, enhanced, timeoutType];
  const reason = parts.filter((part) => part !== undefined).join(' ');
  const isOfMail = ['EENVELOPE', 'EMESSAGE'].includes(code) && !NOT_THE_MAIL.includes(responseCode);
  if (isOfMail && responseCode >= 500) return new MailRefusedError(`The mail server refused the mail: ${reason}`);
  return new MailDeferredError(`The mail server did not take the mail: ${reason}`);
}
