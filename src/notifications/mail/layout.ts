import { PLATFORM } from '../../config/mail-config.js';
import type { Line, Words } from '../messages/facts.js';
import type { Texts } from '../texts/texts.js';
import { html } from './html.js';
import type { Mail } from './mail.js';

/** All that a mail shows, in its order. */
export interface Page extends Words {
  readonly locale: Mail['locale'];
  readonly texts: Texts['layout'];
  readonly greeting: string;
  /** Why the reader gets this mail. */
  readonly reason: string;
  readonly lines: readonly Line[];
  /** What the attached calendar entry does. */
  readonly note: string | null;
  readonly unsubscribeUrl: string | null;
}

/** Mail programs that know dark mode take these; the others keep the inline styles. */
const DARK = html`@media (prefers-color-scheme: dark) { body, .page { background: #16181d !important; } .card {
background: #22252c !important; border-color: #3a3f4a !important; } .card, .card td, .card h1, .card code { color:
#e8eaee !important; } .small, .card td.label { color: #a5abb8 !important; } .small a { color: #8fb8ff !important; } code
{ background: #16181d !important; } }`;

const SMALL = 'font-size: 13px; line-height: 1.5; color: #5b6270;';

const paragraph = (text: string) => html`<p style="margin: 0 0 12px">${text}</p>`;

const row = ([label, value, url]: Line) =>
  html`<tr>
    <td class="label" style="padding: 4px 16px 4px 0; color: #5b6270; vertical-align: top; white-space: nowrap">
      ${label}
    </td>
    <td style="padding: 4px 0; vertical-align: top">
      ${url === undefined ? value : html`<a href="${url}" style="color: #1d5fd6">${value}</a>`}
    </td>
  </tr>`;

const table = (lines: readonly Line[]) =>
  html`<table role="presentation" style="margin: 16px 0; border-collapse: collapse; font-size: 15px; line-height: 1.4">
    ${lines.map(row)}
  </table>`;

const button = ({ label, url }: NonNullable<Words['action']>, texts: Texts['layout']) =>
  html`<p style="margin: 20px 0 12px">
      <a
        href="${url}"
        style="display: inline-block; padding: 11px 20px; border-radius: 6px; background: #1d5fd6; color: #ffffff; text-decoration: none; font-weight: 600"
        >${label}</a
      >
    </p>
    <p class="small" style="margin: 0 0 12px; ${SMALL} word-break: break-all">
      ${texts.link}<br /><a href="${url}" style="color: #1d5fd6">${url}</a>
    </p>`;

const codeBox = (code: string, texts: Texts['layout']) =>
  html`<p class="small" style="margin: 0; ${SMALL}">
    ${texts.code}<br /><code
      style="display: inline-block; margin-top: 6px; padding: 8px 10px; border-radius: 4px; background: #f1f3f6; font-size: 14px; word-break: break-all"
      >${code}</code
    >
  </p>`;

/** The one layout of all mails: a column without pictures, which loads nothing. */
export function htmlOf(page: Page): string {
  const { texts, action, code, lines, note, unsubscribeUrl } = page;
  const ending =
    unsubscribeUrl === null
      ? null
      : html`<br /><a href="${unsubscribeUrl}" style="color: #1d5fd6">${texts.unsubscribe}</a>`;
  return html`<!doctype html>
    <html lang="${page.locale}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <meta name="color-scheme" content="light dark" />
        <title>${page.subject}</title>
        <style>
          ${DARK}
        </style>
      </head>
      <body style="margin: 0; background: #f1f3f6">
        <div
          class="page"
          style="padding: 24px 12px; background: #f1f3f6; font-family: system-ui, -apple-system, 'Segoe UI', Roboto, Arial, sans-serif"
        >
          <div
            class="card"
            style="max-width: 560px; margin: 0 auto; padding: 24px; border: 1px solid #dfe3ea; border-radius: 10px; background: #ffffff; color: #1c2027; font-size: 16px; line-height: 1.5"
          >
            <h1 style="margin: 0 0 16px; font-size: 21px; line-height: 1.3">${page.title}</h1>
            ${[page.greeting, ...page.body].map(paragraph)} ${lines.length === 0 ? null : table(lines)}
            ${note === null ? null : paragraph(note)} ${action === undefined ? null : button(action, texts)}
            ${code === undefined ? null : codeBox(code, texts)}
          </div>
          <p class="small" style="max-width: 560px; margin: 16px auto 0; padding: 0 24px; ${SMALL}">
            ${PLATFORM}<br />${page.reason}${ending}
          </p>
        </div>
      </body>
    </html> `.text;
}

/** The same without HTML. */
export function textOf(page: Page): string {
  const { texts, action, code, lines, note, unsubscribeUrl } = page;
  const blocks: (string | null)[] = [
    page.greeting,
    ...page.body,
    lines.length === 0 ? null : lines.map(([label, value]) => `${label}: ${value}`).join('\n'),
    note,
    action === undefined ? null : `${action.label}:\n${action.url}`,
    code === undefined ? null : `${texts.code}\n${code}`,
    `-- \n${PLATFORM}\n${page.reason}`,
    unsubscribeUrl === null ? null : `${texts.unsubscribe}:\n${unsubscribeUrl}`,
  ];
  return `${blocks.filter((block) => block !== null).join('\n\n')}\n`;
}
