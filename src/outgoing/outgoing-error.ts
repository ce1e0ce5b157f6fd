/** Why a request did not reach its receiver, or its answer could not be used. Stored, and shown to owners of endpoints. */
export type OutgoingFault =
  | 'not-https'
  | 'user-info'
  | 'inner-address'
  | 'unknown-host'
  | 'no-connection'
  | 'certificate'
  | 'too-slow'
  | 'too-large'
  | 'broken-answer'
  | 'too-many-redirects'
  | 'proxy';

const SENTENCES: Readonly<Record<OutgoingFault, string>> = {
  'not-https': 'The address must begin with https://.',
  'user-info': 'The address must not hold a user name or a password.',
  'inner-address': 'The address leads to a machine that is not on the public internet.',
  'unknown-host': 'The name of the host is not known.',
  'no-connection': 'The host took no connection, or ended it.',
  certificate: 'The certificate of the host is not valid for its name.',
  'too-slow': 'The answer took too long.',
  'too-large': 'The answer is too large.',
  'broken-answer': 'The answer is not valid HTTP.',
  'too-many-redirects': 'The address redirects too often.',
  proxy: 'The proxy of this server did not let the request through.',
};

/** What a fault means, for the person who gave the address. */
export const sentenceOf = (fault: OutgoingFault) => SENTENCES[fault];

/** A request that leaves us failed. The message is a sentence for the person who gave the address. */
export class OutgoingError extends Error {
  constructor(
    readonly fault: OutgoingFault,
    options?: ErrorOptions,
  ) {
    super(SENTENCES[fault], options);
  }
}

const CERTIFICATE = /^(CERT_|ERR_TLS_CERT|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_(?:GET|VERIFY)|HOSTNAME_MISMATCH)/;

/** The fault behind an error of Node's. */
export function outgoingErrorOf(error: unknown): OutgoingError {
  if (error instanceof OutgoingError) return error;
  const { name, code = '' } = error as NodeJS.ErrnoException;
  const fault = (): OutgoingFault => {
    if (name === 'AbortError' || name === 'TimeoutError') return 'too-slow';
    if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return 'unknown-host';
    if (CERTIFICATE.test(code)) return 'certificate';
    return code.startsWith('HPE_') || code.startsWith('Z_') || code.startsWith('ERR_BROTLI')
      ? 'broken-answer'
      : 'no-connection';
  };
  return new OutgoingError(fault(), { cause: error });
}
