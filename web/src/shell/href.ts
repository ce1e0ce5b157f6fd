import { PUBLIC_PATH } from '../session/api.js';

/** The address of a page, such as `/coaches/3`, as the browser knows it. */
export const href = (path: string) => `${PUBLIC_PATH}${path}`;
