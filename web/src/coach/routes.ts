import { type Route, route } from '../route.js';

/** The pages of coaches. */
export const coachRoutes: readonly Route[] = [route('/week', () => import('./week/week-page.js'), ['coach'], 'week')];
