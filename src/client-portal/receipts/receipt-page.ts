import { createHash } from 'node:crypto';
import { amountText } from '../../bookings/payment/domain/amount.js';
import { PLATFORM } from '../../config/mail-config.js';
import { Html, html } from '../../notifications/mail/html.js';
import { timesText } from '../../notifications/messages/session.js';
import { textsIn } from '../../notifications/messages/message.js';
import type { Receipt } from '../../payments/lists/receipts.service.js';
import { RECEIPT_TEXTS } from './receipt-texts.js';

const STYLE = `
@page { size: A4; margin: 20mm }
body { max-width: 170mm; margin: 2rem auto; padding: 0 1rem; font: 11pt/1.5 system-ui, sans-serif; color: #111; background: #fff }
h1 { font-size: 1.5rem }
table { width: 100%; border-collapse: collapse }
th, td { padding: .3rem 0; border-bottom: 1px solid #ccc; text-align: left; vertical-align: top; overflow-wrap: anywhere }
th { width: 35%; font-weight: 600 }
@media print { body { margin: 0; padding: 0 } }`;

/** Not in the template, whose blanks change: the policy knows the style by its digest. */
const STYLE_TAG = new Html(`<style>${STYLE}</style>`);

/** The page has its style in itself, so that it can be kept and printed; nothing else is loaded. */
export const RECEIPT_POLICY = `default-src 'none';style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}';base-uri 'none';form-action 'none';frame-ancestors 'none'`;

const whatOf = ({ pack, credits, sessionType, locale }: Receipt) =>
  pack === null ? (sessionType ?? textsIn(locale).session) : RECEIPT_TEXTS[locale].pack(pack, credits ?? 0);

function linesOf(receipt: Receipt): [label: string, value: string][] {
  const { locale, zone, currency, startsAt, endsAt, amountMinor, refunds } = receipt;
  const texts = RECEIPT_TEXTS[locale];
  const moment = (at: string, end: string | null = null) =>
    timesText(textsIn(locale), zone, new Date(at), end === null ? null : new Date(end));
  const money = (minor: number) => amountText(minor, currency, locale);
  const back = refunds.reduce((sum, refund) => sum + refund.amountMinor, 0);
  return [
    [texts.number, String(receipt.id)],
    [texts.paidOn, moment(receipt.paidAt)],
    [texts.paidBy, receipt.client],
    [texts.paidTo, `${receipt.coach}, ${PLATFORM}`],
    [texts.what, whatOf(receipt)],
    ...(startsAt === null ? [] : [[texts.when, moment(startsAt, endsAt)] satisfies [string, string]]),
    [texts.method, texts.byCard],
    [texts.amount, money(amountMinor)],
    ...refunds.map(({ amountMinor: minor, doneAt }): [string, string] => [
      doneAt === null ? texts.refunding : texts.refundedOn(moment(doneAt)),
      `−${money(minor)}`,
    ]),
    ...(back === 0 ? [] : [[texts.total, money(amountMinor - back)] satisfies [string, string]]),
  ];
}

/** A receipt to print, in the language and the time zone of the client’s settings. */
export function receiptPage(receipt: Receipt): string {
  const texts = RECEIPT_TEXTS[receipt.locale];
  const rows = linesOf(receipt).map(
    ([label, value]) =>
      html`<tr>
        <th scope="row">${label}</th>
        <td>${value}</td>
      </tr>`,
  );
  return html`<!doctype html>
    <html lang="${receipt.locale}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${texts.title} ${receipt.id} – ${PLATFORM}</title>
        ${STYLE_TAG}
      </head>
      <body>
        <h1>${texts.title}</h1>
        <table>
          ${rows}
        </table>
        <p>${texts.notice}</p>
      </body>
    </html> `.text;
}
