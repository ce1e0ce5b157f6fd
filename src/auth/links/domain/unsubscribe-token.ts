import { isSigned, signed } from './signed.js';

const FORM = /^([1-9]\d{0,9})\.([a-z]{1,20})\.([\w-]{43})$/;

/** Who wants no more of which mails. */
export interface Unsubscription {
  readonly userId: number;
  readonly kind: string;
}

const textOf = ({ userId, kind }: Unsubscription) => `${userId}.${kind}`;

export const unsubscribeToken = (key: Buffer, wanted: Unsubscription): string =>
  `${textOf(wanted)}.${signed(key, textOf(wanted))}`;

/** Null when `token` was not made with this key. */
export function readUnsubscribeToken(key: Buffer, token: string): Unsubscription | null {
  const [, userId = '', kind = '', signature = ''] = FORM.exec(token) ?? [];
  const wanted = { userId: Number(userId), kind };
  return isSigned(key, textOf(wanted), signature) ? wanted : null;
}
