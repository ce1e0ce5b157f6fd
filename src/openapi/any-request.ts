import type { ReferenceObject, ResponseObject } from '@nestjs/swagger';
import { GENERAL, type GeneralStatus } from '../problems/problem.js';
import { generalExample, problemContent } from '../problems/refuses.js';

/** What has nothing to do with what is asked for: any request can be answered so. */
const STATUSES = [404, 405, 408, 431, 500] as const satisfies readonly GeneralStatus[];

/** The document has it once, as the `default` of each operation. */
export const ANY_REQUEST: Record<string, ResponseObject> = {
  AnyRequest: {
    description: STATUSES.map((status) => GENERAL[status][1]).join(' · '),
    content: problemContent(STATUSES.map(generalExample)),
  },
};

export const OF_ANY_REQUEST: ReferenceObject = { $ref: '#/components/responses/AnyRequest' };

/** The same in words: 404 `not-found`, and so on. */
export const ANY_REQUEST_IN_WORDS = STATUSES.map((status) => `${status} \`${GENERAL[status][0]}\``).join(', ');
