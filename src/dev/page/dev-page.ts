import { html, type Html } from '../../notifications/mail/html.js';
import type { ClockDto } from '../dto/clock.dto.js';
import type { ListedAccount } from './page.service.js';

interface Facts {
  readonly password: string;
  readonly founding: readonly ListedAccount[];
  readonly scenarios: readonly ListedAccount[];
  readonly clock: ClockDto;
  readonly hasMailbox: boolean;
  readonly hasDocs: boolean;
  readonly hasPayments: boolean;
}

const link = (address: string, text: string) => html`<li><a href="${address}">${text}</a></li>`;

const accountRow = ({ id, email, role, shows }: ListedAccount) =>
  html`<tr>
    <td>${id ?? '–'}</td>
    <td>${role ?? '–'}</td>
    <td><code>${email}</code></td>
    <td>${shows}</td>
  </tr>`;

const accountTable = (accounts: readonly ListedAccount[]) =>
  html`<table>
    <thead>
      <tr>
        <th scope="col">Id</th>
        <th scope="col">Role</th>
        <th scope="col">Email</th>
        <th scope="col">What it shows</th>
      </tr>
    </thead>
    <tbody>
      ${accounts.map(accountRow)}
    </tbody>
  </table>`;

const missingHint = (accounts: readonly ListedAccount[]): Html | null =>
  accounts.some(({ id }) => id === null)
    ? html`<p class="soft">Accounts without an id do not exist now. Reset with the scenarios to make them.</p>`
    : null;

const clockSection = ({ now, ahead_seconds }: ClockDto) =>
  html`<section>
    <h2>Clock</h2>
    <p>
      <output id="clock">${now}</output>
      <span class="soft">${ahead_seconds === 0 ? 'real time' : `${Math.round(ahead_seconds)} seconds ahead`}</span>
    </p>
    <p>
      <button type="button" data-advance="PT1H">An hour later</button>
      <button type="button" data-advance="P1D">A day later</button>
      <button type="button" data-advance="P7D">A week later</button>
    </p>
  </section>`;

const RESET = html`<section>
  <h2>Begin anew</h2>
  <p>Deletes all rows and mails, sets the clock to real time, and makes the demo world. Every login is over then.</p>
  <p>
    <button type="button" data-reset="false">Reset</button>
    <button type="button" data-reset="true">Reset with scenarios</button>
  </p>
  <p id="told" role="status" aria-live="polite"></p>
</section>`;

/** The first page of testers. */
export function devPage({ password, founding, scenarios, clock, hasMailbox, hasDocs, hasPayments }: Facts): string {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <title>Tools for testers</title>
        <link rel="stylesheet" href="/dev/page.css" />
        <script src="/dev/page.js" type="module"></script>
      </head>
      <body>
        <h1>Tools for testers</h1>
        <nav aria-label="Tools">
          <ul>
            ${hasDocs ? link('/api/docs', 'Swagger UI') : null} ${hasMailbox ? link('/dev/mail', 'Mails') : null}
            ${hasMailbox ? link('/dev/mail/samples', 'Samples of all mails') : null}
            ${hasPayments ? link('/dev/pay', 'Payments') : null} ${link('/dev/clock', 'Clock')}
            ${link('/api/problems', 'Problems')} ${link('/api/changes', 'What changed')} ${link('/metrics', 'Metrics')}
          </ul>
        </nav>
        ${clockSection(clock)} ${RESET}
        <section>
          <h2>Accounts of the demo world</h2>
          <p>The password of every account is <code>${password}</code>.</p>
          ${accountTable(founding)}
        </section>
        <section>
          <h2>Scenario accounts</h2>
          ${missingHint(scenarios)} ${accountTable(scenarios)}
        </section>
      </body>
    </html> `.text;
}
