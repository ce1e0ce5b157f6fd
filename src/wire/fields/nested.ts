import { applyDecorators, type Type as Class } from '@nestjs/common';
import { Type } from 'class-transformer';
import { ValidateNested } from 'class-validator';
import { field, type FieldOptions } from './fields.js';

const FAULT = 'must be a JSON object';

/** An object with fields of its own. ValidateNested would take nothing, and a list of such objects, too. */
export const Nested = (type: Class<object>, options: FieldOptions = {}) =>
  applyDecorators(
    field((value) => (value === undefined || Array.isArray(value) ? FAULT : null), { type }, options),
    Type(() => type),
    ValidateNested({ message: `$property ${FAULT}.` }),
  );
