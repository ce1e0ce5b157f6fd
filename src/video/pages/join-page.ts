import { escaped, page } from '../../auth/pages/page.js';
import type { Locale } from '../../users/domain/locale.js';
import { JOIN_TEXTS } from './join-texts.js';

/** The page of every session: who may enter is decided when its script asks. `path` is what a proxy strips. */
export function joinPage(bookingId: number, locale: Locale, path: string): string {
  const { title, intro, email, password, button, join, noscript, messages } = JOIN_TEXTS[locale];
  const video = `${path}/api/v1/bookings/bookings/${bookingId}/video`;
  const auth = `${path}/api/v1/auth`;
  const data = Object.entries({ ...messages, login: `${auth}/login`, refresh: `${auth}/refresh`, video });
  const body = `<h1>${escaped(title)}</h1>
<form${data.map(([name, value]) => ` data-${name}="${escaped(value)}"`).join('')}>
<p>${escaped(intro)}</p>
<label for="email">${escaped(email)}</label>
<input id="email" type="email" autocomplete="username" required maxlength="254">
<label for="password">${escaped(password)}</label>
<input id="password" type="password" autocomplete="current-password" required maxlength="128">
<button>${escaped(button)}</button>
</form>
<p id="message" role="status"></p>
<p><a id="join" class="button" rel="noreferrer" hidden>${escaped(join)}</a></p>
<noscript><p>${escaped(noscript)}</p></noscript>`;
  return page(locale, path, title, body, `\n<script src="${escaped(path)}/join-pages/page.js" defer></script>`);
}
