import type { ComponentChildren } from 'preact';
import { useLocation } from 'preact-iso';
import { useEffect, useState } from 'preact/hooks';
import { menuOf } from '../routes.js';
import { LanguageChoice } from '../account/language-choice.js';
import { NewestNotification } from '../notifications/newest-notification.js';
import { NotificationsProvider, useNotifications } from '../notifications/notifications.js';
import { useSessionState } from '../session/session.js';
import { useTexts } from '../texts/texts.js';
import { browserZone } from '../time/times.js';
import { Button } from '../ui/button.js';
import { href } from './href.js';
import icon from './icon.svg';
import './shell.css';

/** What is around every page: the menu of the role, and whether the connection is gone. */
export function Shell({ children }: { readonly children: ComponentChildren }) {
  const { shell } = useTexts();
  const isOnline = useOnline();
  return (
    <NotificationsProvider>
      <a class="skip" href="#content">
        {shell.skip}
      </a>
      <Header />
      <main id="content" class="content">
        {!isOnline && (
          <p class="notice wait" role="status">
            {shell.isOffline}
          </p>
        )}
        <Zone />
        {children}
      </main>
      <Footer />
      <NewestNotification />
    </NotificationsProvider>
  );
}

function Header() {
  const { shell } = useTexts();
  const { session } = useSessionState();
  const { path, route } = useLocation();
  const [isOpen, setOpen] = useState(false);
  useEffect(() => setOpen(false), [path]);
  return (
    <header class="header">
      <div class="header-inner">
        <a class="brand" href={href('/')}>
          <img src={icon} alt="" width="28" height="28" />
          {shell.name}
        </a>
        {session && (
          <>
            <button
              type="button"
              class="button menu-button"
              aria-expanded={isOpen}
              aria-controls="menu"
              onClick={() => setOpen(!isOpen)}
            >
              {isOpen ? shell.close : shell.menu}
              {!isOpen && <UnreadCount />}
            </button>
            <nav id="menu" class={isOpen ? 'menu open' : 'menu'} aria-label={shell.navigation}>
              <ul>
                {menuOf(session.me.role).map(({ path: to, name }) => (
                  <li key={to}>
                    <a href={href(to)} aria-current={isWithin(path, href(to)) ? 'page' : undefined}>
                      {shell.pages[name]}
                      {name === 'notifications' && <UnreadCount />}
                    </a>
                  </li>
                ))}
                <li>
                  <Button look="quiet" onClick={() => void session.logOut().then(() => route(href('/login')))}>
                    {shell.logOut}
                  </Button>
                </li>
              </ul>
            </nav>
          </>
        )}
      </div>
    </header>
  );
}

function UnreadCount() {
  const { shell } = useTexts();
  const { unread } = useNotifications();
  if (unread === 0) return null;
  return (
    <span class="unread-count">
      <span aria-hidden="true">{unread}</span>
      <span class="hidden">, {shell.unread(unread)}</span>
    </span>
  );
}

const isWithin = (path: string, page: string) => path === page || path.startsWith(`${page}/`);

/** Says the zone of the times on the page, when the viewer's clock shows another one. */
function Zone() {
  const { shell } = useTexts();
  const { session } = useSessionState();
  if (!session || session.zone === browserZone()) return null;
  return <p class="zone muted small">{shell.zone(session.zone.replaceAll('_', ' '))}</p>;
}

function Footer() {
  const { session } = useSessionState();
  if (!session) return null;
  return (
    <footer class="footer">
      <LanguageChoice />
    </footer>
  );
}

function useOnline(): boolean {
  const [isOnline, setOnline] = useState(navigator.onLine);
  useEffect(() => {
    const look = () => setOnline(navigator.onLine);
    addEventListener('online', look);
    addEventListener('offline', look);
    return () => {
      removeEventListener('online', look);
      removeEventListener('offline', look);
    };
  }, []);
  return isOnline;
}
