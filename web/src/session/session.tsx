import { type Locale, type OwnUser, Problem, type Settings } from '@vibe-coaching/client';
import { type ComponentChildren, createContext } from 'preact';
import { useCallback, useContext, useEffect, useMemo, useState } from 'preact/hooks';
import { browserLocale, type Texts, textsOf, TextsContext } from '../texts/texts.js';
import { browserZone } from '../time/times.js';
import { api, onLoggedOut } from './api.js';

/** Somebody who is logged in, and how they want to see things. */
export interface Session {
  readonly me: OwnUser;
  readonly settings: Settings;
  /** The zone of every time that a page shows: of the settings, else of the browser. */
  readonly zone: string;
  /** Takes over settings that the server saved. */
  readonly keepSettings: (settings: Settings) => void;
  /** Takes over a profile that the server saved. */
  readonly keepMe: (me: OwnUser) => void;
  readonly logOut: () => Promise<void>;
  /** The login is over already: the account is deleted, or all devices were logged out. */
  readonly forget: () => void;
}

/** Undefined: not known yet. Null: nobody is logged in. */
interface State {
  readonly session: Session | null | undefined;
  /** Why it is not known: the server cannot be reached, or refuses for now. */
  readonly error: unknown;
  /** Looks again who is logged in: after a login, or after a failure. */
  readonly look: () => Promise<void>;
  /** The language while nobody is logged in: of the browser, or chosen on the page. */
  readonly locale: Locale;
  readonly chooseLocale: (locale: Locale) => void;
}

const SessionContext = createContext<State | null>(null);

export function useSessionState(): State {
  const state = useContext(SessionContext);
  if (state === null) throw new Error('SessionProvider is missing.');
  return state;
}

/** For pages of people who are logged in: the router shows them to nobody else. */
export function useSession(): Session {
  const { session } = useSessionState();
  if (session == null) throw new Error('This page is for people who are logged in.');
  return session;
}

type Who = Pick<Session, 'me' | 'settings'>;

/** The cookie of a login is out of reach of scripts. This note says that there may be one: without it nobody need be asked. */
const NOTE = 'vibe-logged-in';

/** Runs without it, too: browsers may forbid a page to keep anything. */
function noteLogin(isLoggedIn: boolean): void {
  try {
    if (isLoggedIn) localStorage.setItem(NOTE, 'yes');
    else localStorage.removeItem(NOTE);
  } catch {
    // Then the server is asked each time.
  }
}

function mayBeLoggedIn(): boolean {
  try {
    return localStorage.getItem(NOTE) !== null;
  } catch {
    return true;
  }
}

async function whoIsThere(): Promise<Who | null> {
  try {
    const [me, settings] = await Promise.all([api.authMe(), api.ownAccountShowSettings()]);
    return { me, settings };
  } catch (error) {
    if (error instanceof Problem && error.status === 401) return null;
    throw error;
  }
}

/** Knows who is logged in, and gives pages their texts. */
export function SessionProvider({ children }: { readonly children: ComponentChildren }) {
  const [who, setWho] = useState<Who | null | undefined>();
  const [error, setError] = useState<unknown>(null);
  const [locale, chooseLocale] = useState(browserLocale);
  const look = useCallback(async () => {
    setError(null);
    try {
      const found = await whoIsThere();
      noteLogin(found !== null);
      setWho(found);
    } catch (caught) {
      setError(caught);
    }
  }, []);
  // Who logs out keeps reading the same language.
  useEffect(() => {
    if (who) chooseLocale(who.settings.locale);
  }, [who]);
  const forget = useCallback(() => {
    noteLogin(false);
    setWho(null);
  }, []);
  useEffect(() => (mayBeLoggedIn() ? void look() : setWho(null)), []);
  useEffect(() => onLoggedOut(forget), []);

  const texts = useLanguage(who?.settings.locale ?? locale);
  const session = useMemo<Session | null | undefined>(
    () =>
      who && {
        ...who,
        zone: who.settings.time_zone ?? browserZone(),
        keepSettings: (settings) => setWho({ ...who, settings }),
        keepMe: (me) => setWho({ ...who, me }),
        logOut: async () => {
          await api.authLogOut();
          forget();
        },
        forget,
      },
    [who],
  );
  if (texts === undefined) return null;
  return (
    <SessionContext.Provider value={{ session, error, look, locale, chooseLocale }}>
      <TextsContext.Provider value={texts}>{children}</TextsContext.Provider>
    </SessionContext.Provider>
  );
}

/** The texts of a language once they are loaded; until then those of the language before. */
function useLanguage(locale: Settings['locale']): Texts | undefined {
  const [texts, setTexts] = useState<Texts>();
  useEffect(() => {
    let isCurrent = true;
    void textsOf(locale).then((loaded) => {
      if (!isCurrent) return;
      document.documentElement.lang = locale;
      setTexts(loaded);
    });
    return () => void (isCurrent = false);
  }, [locale]);
  return texts;
}
