import { applyDecorators, type Type } from '@nestjs/common';
import { ApiExtraModels, ApiOkResponse, getSchemaPath } from '@nestjs/swagger';
import { CSV } from './csv.js';

const refTo = (type: Type) => ({ $ref: getSchemaPath(type) });

/** Documents that an operation answers with JSON of one of these types, or with CSV of the same. */
export const JsonOrCsv = (first: Type, ...others: Type[]) =>
  applyDecorators(
    ApiExtraModels(first, ...others),
    ApiOkResponse({
      content: {
        'application/json': {
          schema: others.length === 0 ? refTo(first) : { anyOf: [first, ...others].map(refTo) },
        },
        [CSV]: { schema: { type: 'string' } },
      },
    }),
  );
