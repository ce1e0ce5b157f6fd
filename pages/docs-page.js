// For Swagger UI: people log in inside "Authorize" with email and password, stay logged in, and see the examples of their role.

/** Where Swagger UI keeps what people authorized with. */
const KEPT = 'authorized';
const SCHEME = 'bearer';
/** A token that ends within a minute is renewed. */
const EARLY_MS = 60_000;

/** Swagger UI keeps the typed password, too. Nobody needs it any more. */
function dropPassword() {
  const all = JSON.parse(localStorage.getItem(KEPT) ?? '{}');
  if (!all[SCHEME]?.password) return;
  delete all[SCHEME].password;
  localStorage.setItem(KEPT, JSON.stringify(all));
}

const kept = () => JSON.parse(localStorage.getItem(KEPT) ?? '{}')[SCHEME]?.token;

function isFresh(token) {
  const { exp } = JSON.parse(atob(token.access_token.split('.')[1].replaceAll('-', '+').replaceAll('_', '/')));
  return exp * 1000 - EARLY_MS > Date.now();
}

/** The address of an operation, below whatever path a proxy puts in front. */
const addressOf = (path) => new URL(`v1/${path}`, location.href.replace(/\/docs.*$/, '/')).href;

async function renewed() {
  const token = kept();
  if (!token || isFresh(token)) return token;
  const response = await fetch(addressOf('auth/refresh'), {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ refresh_token: token.refresh_token }),
  });
  // The request then goes out with the old token, and its answer says what is wrong.
  if (!response.ok) return token;
  const next = await response.json();
  const all = JSON.parse(localStorage.getItem(KEPT));
  all[SCHEME].token = next;
  localStorage.setItem(KEPT, JSON.stringify(all));
  window.ui.authActions.authorize(all);
  return next;
}

/** Refresh tokens work once: tabs take turns where the browser can do that. */
const renew = () => (navigator.locks ? navigator.locks.request('docs-login', renewed) : renewed());

/** Swagger UI sends a form to a token endpoint (RFC 6749, section 4.3.2); our login takes JSON. */
function asLogin(request) {
  const form = new URLSearchParams(request.body);
  request.headers = { Accept: 'application/json', 'Content-Type': 'application/json' };
  request.body = JSON.stringify({ email: form.get('username'), password: form.get('password') });
  return request;
}

const isLogin = ({ url, headers }) =>
  url === addressOf('auth/login') && /form-urlencoded/.test(headers?.['Content-Type'] ?? '');

/** The document as this page shows it: a login in place of a token, and the examples of `role` first. */
function shown(original, role) {
  const copy = structuredClone(original);
  const login = {
    type: 'oauth2',
    description: 'Log in with email and password. The fields for a client stay empty.',
    flows: { password: { tokenUrl: addressOf('auth/login'), scopes: {} } },
  };
  // No page can set the cookie of the other scheme.
  copy.components.securitySchemes = { [SCHEME]: login };
  const operations = Object.values(copy.paths).flatMap((methods) => Object.values(methods));
  for (const operation of operations) {
    operation.security = operation.security?.filter((scheme) => scheme[SCHEME]);
    for (const parameter of operation.parameters ?? []) {
      const { [role]: own, ...others } = parameter.examples ?? {};
      if (own) parameter.examples = { [role]: own, ...others };
    }
  }
  return copy;
}

let original;
let shownFor;

function show() {
  const role = kept()?.user?.role ?? 'client';
  if (role === shownFor) return;
  shownFor = role;
  window.ui.specActions.updateJsonSpec(shown(original, role));
}

/** Called by Swagger UI for each request and answer. */
window.docsPage = {
  async beforeRequest(request) {
    if (isLogin(request)) return asLogin(request);
    const token = request.headers?.Authorization ? await renew() : undefined;
    if (token) request.headers.Authorization = `Bearer ${token.access_token}`;
    return request;
  },
  afterAnswer(answer) {
    // Swagger UI keeps a new login only after this.
    setTimeout(() => {
      dropPassword();
      show();
    });
    return answer;
  },
};

window.addEventListener('load', () => {
  original = window.ui.specSelectors.specJson().toJS();
  dropPassword();
  show();
});
