import type { Locale } from '../../users/domain/locale.js';
import type { MailKind } from '../../users/settings.service.js';
import { PAGE_TEXTS } from './page-texts.js';

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Text as HTML shows it, also inside quotes. */
const escaped = (text: string) => text.replace(/[&<>"]/g, (letter) => ESCAPES[letter] ?? letter);

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
function page(locale: Locale, path: string, title: string, body: string): string {
  return `<!doctype html>
<html lang="${locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${escaped(title)}</title>
<link rel="stylesheet" href="${escaped(path)}/account-pages/page.css">
</head>
<body>
<main>
${body}
</main>
</body>
</html>
`;
}
