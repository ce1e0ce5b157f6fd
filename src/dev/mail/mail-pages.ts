import { html, type Html } from '../../notifications/mail/html.js';
import type { KeptMail } from '../../notifications/mail/mailbox.js';
import type { MailSample } from './mail-samples.js';

const STYLE = html`
  :root { color-scheme: light dark; --line: #dfe3ea; --soft: #5b6270; --link: #1d5fd6; --back: #f6f7f9; } @media
  (prefers-color-scheme: dark) { :root { --line: #3a3f4a; --soft: #a5abb8; --link: #8fb8ff; --back: #22252c; } } body {
  max-width: 1100px; margin: 0 auto; padding: 16px 20px 40px; font: 15px/1.5 system-ui, sans-serif; } h1 { margin: 8px 0
  12px; font-size: 22px; line-height: 1.3; } h2 { margin: 24px 0 8px; font-size: 16px; } a { color: var(--link); } nav a
  { margin-right: 16px; } .soft { color: var(--soft); } table { width: 100%; border-collapse: collapse; } th { color:
  var(--soft); font-weight: 500; text-align: left; } th, td { padding: 7px 12px 7px 0; border-bottom: 1px solid
  var(--line); vertical-align: top; overflow-wrap: anywhere; } .short { white-space: nowrap; overflow-wrap: normal; }
  @media (max-width: 700px) { thead { display: none; } table, tbody, tr, td { display: block; padding: 0; border: 0; }
  tr { padding: 8px 0; border-bottom: 1px solid var(--line); } } iframe { width: 100%; height: 640px; border: 1px solid
  var(--line); border-radius: 8px; } pre { padding: 12px; border-radius: 8px; background: var(--back); white-space:
  pre-wrap; overflow-wrap: anywhere; }
`;

const pageOf = (title: string, content: Html): string =>
  html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <title>${title}</title>
        <style>
          ${STYLE}
        </style>
      </head>
      <body>
        <nav><a href="/dev/mail">Mails</a><a href="/dev/mail/samples">Samples</a></nav>
        <h1>${title}</h1>
        ${content}
      </body>
    </html> `.text;

/** Without `allow-scripts` the mail runs nothing. Its links open in a new tab. */
const frame = (address: string) =>
  html`<iframe
    src="${address}"
    title="The mail as HTML"
    sandbox="allow-popups allow-popups-to-escape-sandbox"
  ></iframe>`;

const timeText = (at: string) => `${at.slice(0, 10)} ${at.slice(11, 19)}`;

const listRow = ({ id, at, to, subject }: KeptMail) =>
  html`<tr>
    <td class="short soft">${timeText(at)}</td>
    <td>${to.name} <span class="soft">${to.address}</span></td>
    <td><a href="/dev/mail/${id}">${subject}</a></td>
  </tr>`;

/** Newest first. */
export function mailListPage(mails: readonly KeptMail[]): string {
  const hint = html`<p class="soft">
    No mail yet. Book, confirm, move or cancel a session, or sign up; each mail appears here instead of being sent.
  </p>`;
  const table = html`<table>
    <thead>
      <tr>
        <th>Time (UTC)</th>
        <th>To</th>
        <th>Subject</th>
      </tr>
    </thead>
    <tbody>
      ${mails.map(listRow)}
    </tbody>
  </table>`;
  return pageOf('Mails', mails.length === 0 ? hint : table);
}

/** `headers` as they would go out. */
export function mailPage({ id, at, to, subject, text, calendar }: KeptMail, headers: string): string {
  const invitation = html`<p>
    <a href="/dev/mail/${id}/session.ics">session.ics</a>
    <span class="soft">${calendar?.method === 'CANCEL' ? 'cancels the session' : 'invites to the session'}</span>
  </p>`;
  return pageOf(
    subject,
    html`<p class="soft">${timeText(at)} UTC, to ${to.name} &lt;${to.address}&gt;</p>
      ${frame(`/dev/mail/${id}/page`)}
      ${
        calendar === undefined
          ? null
          : html`<h2>Attachment</h2>
              ${invitation}`
      }
      <h2>Text</h2>
      <pre>${text}</pre>
      <h2>Headers</h2>
      <pre>${headers}</pre>
      <p><a href="/dev/mail/${id}/mail.eml">The whole mail (.eml)</a></p>`,
  );
}

const sampleRow = ({ id, message, title, locale, zone, mail }: MailSample) =>
  html`<tr>
    <td class="short">${message}</td>
    <td class="soft">${title}</td>
    <td class="short">${locale}, ${zone}</td>
    <td><a href="/dev/mail/samples/${id}">${mail.subject}</a></td>
  </tr>`;

export function samplesPage(samples: readonly MailSample[]): string {
  return pageOf(
    'Samples of all mails',
    html`<table>
      <thead>
        <tr>
          <th>Message</th>
          <th>Case</th>
          <th>Reader</th>
          <th>Subject</th>
        </tr>
      </thead>
      <tbody>
        ${samples.map(sampleRow)}
      </tbody>
    </table>`,
  );
}

export function samplePage({ id, message, title, locale, zone, mail }: MailSample): string {
  return pageOf(
    mail.subject,
    html`<p class="soft">${message}, ${title}, ${locale}, ${zone}</p>
      ${frame(`/dev/mail/samples/${id}/page`)}
      <h2>Text</h2>
      <pre>${mail.text}</pre>`,
  );
}

/** The HTML of a mail for the frame: its links leave the frame. */
export const framed = (mailHtml: string): string => mailHtml.replace('<head>', '<head><base target="_blank" />');
