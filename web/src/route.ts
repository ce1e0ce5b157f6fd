import type { Role } from '@vibe-coaching/client';
import type { FunctionComponent } from 'preact';
import { lazy } from 'preact-iso';
import { BrokenPage } from './shell/failures.js';
import type { Texts } from './texts/texts.js';

/** What a page gets: the parts of its address. */
export interface PageProps {
  readonly params: Readonly<Record<string, string>>;
}

export type PageName = keyof Texts['shell']['pages'];
type LoadPage = () => Promise<{ readonly default: FunctionComponent<PageProps> }>;

/** An address and its page. */
export interface Route {
  readonly path: string;
  readonly page: FunctionComponent<PageProps> & { readonly preload: () => Promise<unknown> };
  /** Who sees it; not given: everybody, logged in or not. */
  readonly roles?: readonly Role[];
  /** Its name in the menu; not given: it is not in the menu. */
  readonly name?: PageName;
}

export const EVERYONE: readonly Role[] = ['client', 'coach', 'admin'];

/** A page that is loaded when it is opened. */
export const route = (path: string, load: LoadPage, roles?: readonly Role[], name?: PageName): Route => ({
  path,
  // Its file may be gone after an update of the server, or the connection is.
  page: lazy(() => load().catch(() => ({ default: BrokenPage }))),
  ...(roles && { roles }),
  ...(name && { name }),
});
