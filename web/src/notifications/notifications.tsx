import type { Notification } from '@vibe-coaching/client';
import { type ComponentChildren, createContext } from 'preact';
import { useCallback, useContext, useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { api } from '../session/api.js';
import { useSessionState } from '../session/session.js';
import { listen, type Message } from './live-notifications.js';

interface Notifications {
  /** Not read yet, in all. */
  readonly unread: number;
  /** What came since the page was opened, newest first. */
  readonly fresh: readonly Notification[];
  /** Counts again, here and in other tabs: some were read. */
  readonly recount: () => void;
}

const NotificationsContext = createContext<Notifications>({ unread: 0, fresh: [], recount: () => undefined });

export const useNotifications = () => useContext(NotificationsContext);

/** Follows the notifications of whoever is logged in. */
export function NotificationsProvider({ children }: { readonly children: ComponentChildren }) {
  const { session } = useSessionState();
  const [unread, setUnread] = useState(0);
  const [fresh, setFresh] = useState<readonly Notification[]>([]);
  const tell = useRef<(message: Message) => void>(() => undefined);
  const userId = session?.me.id;

  const count = useCallback(() => {
    // A figure beside a word: when it cannot be read, the one before stays.
    api.notificationsCountUnread().then(
      ({ count: found }) => setUnread(found),
      () => undefined,
    );
  }, []);
  useEffect(() => {
    setUnread(0);
    setFresh([]);
    if (userId === undefined) return;
    count();
    const stop = new AbortController();
    tell.current = listen((message) => {
      if (message.kind === 'came') setFresh((before) => [message.notification, ...before]);
      count();
    }, stop.signal);
    return () => stop.abort();
  }, [userId]);

  const recount = useCallback(() => {
    count();
    tell.current({ kind: 'read' });
  }, []);
  const value = useMemo(() => ({ unread, fresh, recount }), [unread, fresh]);
  return <NotificationsContext.Provider value={value}>{children}</NotificationsContext.Provider>;
}
