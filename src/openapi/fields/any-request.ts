import type { ReferenceObject } from '@nestjs/swagger';
import { generalExample } from '../../problems/examples.js';
import { GENERAL, type GeneralStatus } from '../../problems/problem.js';

/** Any request can fail with these. */
const STATUSES = [404, 405, 408, 431, 500] as const satisfies readonly GeneralStatus[];

/** One component, the `default` of each operation. */
export const ANY_REQUEST = 'AnyRequest';

export const PROBLEMS_OF_ANY_REQUEST = STATUSES.map(generalExample);

export const OF_ANY_REQUEST: ReferenceObject = { $ref: `#/components/responses/${ANY_REQUEST}` };

/** The same in words, for the introduction: 404 `not-found`, and so on. */
export const ANY_REQUEST_IN_WORDS = STATUSES.map((status) => `${status} \`${GENERAL[status][0]}\``).join(', ');
