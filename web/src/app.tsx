import type { ComponentChildren } from 'preact';
import { useEffect, useErrorBoundary } from 'preact/hooks';
import { ErrorBoundary, LocationProvider, Router, Route, useLocation } from 'preact-iso';
import type { PageProps, Route as OneRoute } from './route.js';
import { HOMES, ROUTES } from './routes.js';
import { PUBLIC_PATH } from './session/api.js';
import { SessionProvider, useSessionState } from './session/session.js';
import { BrokenPage, NotFoundPage, UnreachablePage, WrongRolePage } from './shell/failures.js';
import { href } from './shell/href.js';
import { Shell } from './shell/shell.js';

/** The API, its documentation and the pages for development are other applications: links to them leave this one. */
const SCOPE = new RegExp(`^(?!${PUBLIC_PATH}/(api|dev|metrics)(/|$))`);

/** Made once: a new function would be another component, and the page would begin anew. */
const PAGES = [...new Set(ROUTES.map(({ path }) => path))].map((path) => {
  const routes = ROUTES.filter((one) => one.path === path);
  return { path: href(path), component: ({ params }: PageProps) => <Allowed routes={routes} params={params} /> };
});

export function App() {
  return (
    <SessionProvider>
      <LocationProvider scope={SCOPE}>
        <Shell>
          <Guarded />
        </Shell>
      </LocationProvider>
    </SessionProvider>
  );
}

function Guarded() {
  const [error] = useErrorBoundary((caught: unknown) => reportError(caught)) as [unknown, () => void];
  if (error !== undefined) return <BrokenPage />;
  return (
    <ErrorBoundary>
      <Router>
        {PAGES.map(({ path, component }) => (
          <Route key={path} path={path} component={component} />
        ))}
        <Route path={href('/')} component={Home} />
        <Route default component={NotFoundPage} />
      </Router>
    </ErrorBoundary>
  );
}

interface AllowedProps {
  /** The pages that an address has for different roles: mostly one. */
  readonly routes: readonly OneRoute[];
  readonly params: PageProps['params'];
}

/** Shows a page to those that it is for. */
function Allowed({ routes, params }: AllowedProps) {
  const { session } = useSessionState();
  const isOf = ({ roles }: OneRoute) => roles === undefined || (session && roles.includes(session.me.role));
  const found = routes.find(isOf);
  // The page comes while the server says who is there.
  void (found ?? routes[0])?.page.preload();
  if (found) return <found.page params={params} />;
  return <LoggedIn>{session && <WrongRolePage role={session.me.role} />}</LoggedIn>;
}

/** Leads to the login, and back to this page after it. */
function LoggedIn({ children }: { readonly children: ComponentChildren }) {
  const { session, error, look } = useSessionState();
  const { url } = useLocation();
  if (session) return <>{children}</>;
  if (session === null) return <Leave to={`/login?to=${encodeURIComponent(url.slice(PUBLIC_PATH.length))}`} />;
  return error === null ? null : <UnreachablePage error={error} onRetry={() => void look()} />;
}

function Home() {
  const { session } = useSessionState();
  return <LoggedIn>{session && <Leave to={HOMES[session.me.role]} />}</LoggedIn>;
}

/** Goes to another page without a trace in the history. Once: while that page is loaded, the address is already the new one. */
function Leave({ to }: { readonly to: string }) {
  const { route } = useLocation();
  useEffect(() => route(href(to), true), []);
  return null;
}
