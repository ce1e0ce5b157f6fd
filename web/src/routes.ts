import type { Role } from '@vibe-coaching/client';
import { accountRoutes } from './account/routes.js';
import { adminRoutes } from './admin/routes.js';
import { clientRoutes } from './client/routes.js';
import { coachRoutes } from './coach/routes.js';
import type { PageName, Route } from './route.js';

/** Every page. `src/web-app/paths.ts` of the server has the first parts of these addresses. */
export const ROUTES: readonly Route[] = [...clientRoutes, ...coachRoutes, ...adminRoutes, ...accountRoutes];

/** Where each role begins. */
export const HOMES: Readonly<Record<Role, string>> = { client: '/coaches', coach: '/week', admin: '/overview' };

/** The menu of a role, in the order of the routes. */
export const menuOf = (role: Role) =>
  ROUTES.filter(
    (one): one is Route & { readonly name: PageName } => one.name !== undefined && one.roles?.includes(role) === true,
  );
