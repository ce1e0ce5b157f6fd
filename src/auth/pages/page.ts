import type { Locale } from '../../users/domain/locale.js';
import type { MailKind } from '../../users/settings.service.js';
import type { LinkPurpose } from '../links/link-purposes.js';
import { type FormTexts, PAGE_TEXTS } from './page-texts.js';

/** Where the form of a page goes. */
const ROUTES: Readonly<Record<LinkPurpose, string>> = {
  reset: 'password-reset/confirm',
  verify: 'verify-email',
  email: 'email/confirm',
};

/** Without a script the form goes nowhere: a browser would write the password into the address. */
export const PAGE_POLICY =
  "default-src 'none';script-src 'self';style-src 'self';connect-src 'self';form-action 'none';base-uri 'none';frame-ancestors 'none'";

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Text as HTML shows it, also inside quotes. */
export const escaped = (text: string) => text.replace(/[&<>"]/g, (letter) => ESCAPES[letter] ?? letter);

/** A page whose script sends the token of its address. `path` is what a proxy strips. */
export function linkPage(purpose: LinkPurpose, locale: Locale, path: string): string {
  const { shared, [purpose]: own } = PAGE_TEXTS[locale];
  const { title, intro, button, done } = own satisfies FormTexts;
  const { password, hint, noscript, ...messages } = shared;
  const data = Object.entries({ ...messages, done, action: `${path}/api/v1/auth/${ROUTES[purpose]}` });
  const field = `<label for="password">${escaped(password)}</label>
<input id="password" type="password" autocomplete="new-password" required minlength="8" maxlength="128" aria-describedby="hint">
<p id="hint">${escaped(hint)}</p>`;
  const body = `<h1>${escaped(title)}</h1>
<form${data.map(([name, value]) => ` data-${name}="${escaped(value)}"`).join('')}>
<p>${escaped(intro)}</p>
${purpose === 'reset' ? field : ''}
<button>${escaped(button)}</button>
</form>
<p id="message" role="status"></p>
<noscript><p>${escaped(noscript)}</p></noscript>`;
  return page(locale, path, title, body, `\n<script src="${escaped(path)}/account-pages/page.js" defer></script>`);
}

/** A page with a button, or what it has done. It works without a script. */
export function unsubscribePage(kind: MailKind, locale: Locale, path: string, isDone: boolean): string {
  const { kinds, unsubscribe } = PAGE_TEXTS[locale];
  const { title, ask, button, done } = unsubscribe(kinds[kind]);
  const body = isDone
    ? `<p role="status">${escaped(done)}</p>`
    : `<form method="post"><p>${escaped(ask)}</p>\n<button>${escaped(button)}</button></form>`;
  return page(locale, path, title, `<h1>${escaped(title)}</h1>\n${body}`);
}

/** The frame of every page. `path` is what a proxy strips. */
export function page(locale: Locale, path: string, title: string, body: string, script = ''): string {
  return `<!doctype html>
<html lang="${locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${escaped(title)}</title>
<link rel="stylesheet" href="${escaped(path)}/account-pages/page.css">${script}
</head>
<body>
<main>
${body}
</main>
</body>
</html>
`;
}
