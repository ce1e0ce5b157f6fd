import { createHmac, timingSafeEqual } from 'node:crypto';

/** How old a signed message may be. */
const TOLERANCE_SECONDS = 300;

/** The key of the fake provider, made of the signing secret of development. */
export const fakeKeyOf = (secret: string): Buffer =>
  createHmac('sha256', secret).update('fake payment provider').digest();

/** The header of a message, in the form that Stripe uses: `t=…,v1=…`. */
export function signatureOf(body: string | Buffer, key: Buffer, at: Date): string {
  const seconds = Math.floor(at.getTime() / 1000);
  return `t=${seconds},v1=${digestOf(body, key, seconds).toString('hex')}`;
}

/** Whether the fake provider signed this very body lately. */
export function isSigned(body: Buffer, header: string, key: Buffer, now: Date): boolean {
  const [, time = '', signature = ''] = /^t=(\d{1,12}),v1=([\da-f]{64})$/.exec(header) ?? [];
  if (signature === '' || Math.abs(now.getTime() / 1000 - Number(time)) > TOLERANCE_SECONDS) return false;
  return timingSafeEqual(digestOf(body, key, Number(time)), Buffer.from(signature, 'hex'));
}

const digestOf = (body: string | Buffer, key: Buffer, seconds: number) =>
  createHmac('sha256', key).update(`${seconds}.`).update(body).digest();
